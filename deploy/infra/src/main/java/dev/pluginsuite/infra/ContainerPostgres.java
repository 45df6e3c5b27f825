package dev.pluginsuite.infra;

import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;

final class ContainerPostgres extends ContainerServer implements Postgres {
  private static final String IMAGE = "postgres:18.6";

  private final PostgresRoles roles;
  private final boolean durable;

  ContainerPostgres(Workspace workspace, int port, boolean durable) {
    super(Infrastructure.Part.POSTGRES, workspace, port, IMAGE, 5432);
    this.roles = new PostgresRoles(workspace.secrets());
    this.durable = durable;
  }

  @Override
  void configure(GenericContainer<?> container) {
    container.addEnv("POSTGRES_PASSWORD", adminPassword());
    container.addEnv(
        "POSTGRES_INITDB_ARGS", "--locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C");
    var command = new ArrayList<>(List.of("postgres"));
    PostgresSettings.of(durable)
        .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    container.setCommandParts(command.toArray(String[]::new));
  }

  @Override
  boolean isReady() {
    return roles.isReady(port());
  }

  @Override
  void provision() {
    roles.provision(port());
  }

  @Override
  public String adminPassword() {
    return roles.admin().password();
  }

  @Override
  public Credentials login(String service) {
    return roles.login(service);
  }

  @Override
  public Credentials owner(String service) {
    return roles.owner(service);
  }
}
