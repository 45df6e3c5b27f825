package dev.pluginsuite.local;

import dev.pluginsuite.local.api.User;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where everything is and who may log in. */
final class Welcome {
  private Welcome() {}

  static String text(LocalSuite suite, Options options) {
    return """

        REST API      %s/api/v1
        tokens        %s/protocol/openid-connect/token
                      password grant, client_id=suite-cli
        demo users    %s
                      password: demo-<user>
        sites         %s
        logs, data    %s
        """
        .formatted(
            suite.gatewayUrl(),
            suite.issuer(),
            Arrays.stream(User.values())
                .map(it -> it.username() + " (" + it.title() + ")")
                .collect(Collectors.joining(", ")),
            suite.sites().stream()
                .map(it -> it.id() + ", MES on " + it.hostUrl())
                .collect(Collectors.joining("; ")),
            options.state());
  }
}
