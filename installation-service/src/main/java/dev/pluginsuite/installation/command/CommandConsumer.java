package dev.pluginsuite.installation.command;

import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what deployment-service asks for. */
@ApplicationScoped
class CommandConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final CommandService commands;
  private final CommandWorker worker;

  CommandConsumer(Consumption consumption, CommandService commands, CommandWorker worker) {
    this.consumption = consumption;
    this.commands = commands;
    this.worker = worker;
  }

  @Override
  public Topic topic() {
    return Topic.COMMANDS;
  }

  @Override
  @Incoming("commands")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption
        .message(record, DeploymentCommand.class, commands::receive)
        .invoke(worker::wake);
  }
}
