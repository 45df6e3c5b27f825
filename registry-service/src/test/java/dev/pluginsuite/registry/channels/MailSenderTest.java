package dev.pluginsuite.registry.channels;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.common.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailSenderTest {
  @Test
  void where_nobody_says_who_sends_there_is_no_mail() {
    var mail =
        new MailSender(
            mails -> Uni.createFrom().voidItem(),
            new ObjectMapper(),
            new Limits(Duration.ZERO, Duration.ZERO),
            Optional.empty());

    assertThatThrownBy(mail::requireConfigured)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("quarkus.mailer.from");
  }

  private record Limits(Duration webhookTimeout, Duration mailTimeout) implements ChannelConfig {}
}
