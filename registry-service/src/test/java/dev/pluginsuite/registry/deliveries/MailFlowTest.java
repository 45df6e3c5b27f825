package dev.pluginsuite.registry.deliveries;

import static dev.pluginsuite.registry.Subscribing.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.RegistryTestResource;
import dev.pluginsuite.registry.Subscribing;
import dev.pluginsuite.registry.Subscribing.Subscribed;
import dev.pluginsuite.registry.notices.NoticeScope;
import dev.pluginsuite.registry.notices.NoticeType;
import dev.pluginsuite.registry.notices.Notices;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mail through a real SMTP server. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class MailFlowTest {
  @Inject Notices notices;

  @ConfigProperty(name = "quarkus.mailer.port")
  int port;

  @AfterEach
  void endSubscriptions() {
    Subscribing.end();
  }

  @Test
  void mail_waits_for_its_server_and_foreign_text_makes_no_header() throws Throwable {
    var token = Tokens.of("it-mail", List.of("central-it"), List.of());
    String id =
        subscribe(
                token,
                Map.of(
                    "channel",
                    "EMAIL",
                    "name",
                    "mail",
                    "address",
                    "team@example.com",
                    "types",
                    List.of("package.rejected"),
                    "pluginIds",
                    List.of("mailed-plugin")))
            .path("data.id");
    var subscription = new Subscribed(token, id, "");
    var data =
        Map.of(
            "pluginId", "mailed-plugin",
            "version", "1.0\r\nBcc: victim@example.com",
            "reason", "Too slow.\nNotice: <b>click</b> ünten");
    var scope = new NoticeScope("enterprise", "mailed-plugin", "dev", Set.of());
    VertxContextSupport.subscribeAndAwait(
        () ->
            Panache.withTransaction(
                () -> notices.raise(NoticeType.PACKAGE_REJECTED, "mailed", scope, data)));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> subscription.deliveries().stream().anyMatch(it -> it.get("error") != null));

    var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      await().atMost(Duration.ofSeconds(30)).until(() -> !mails(server).isEmpty());
      var mail = mails(server).get(0);
      assertThat(mail.getAllRecipients()).hasSize(1);
      assertThat(mail.getAllRecipients()[0]).hasToString("team@example.com");
      assertThat(mail.getHeader("Bcc")).isNull();
      assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(mail.getSubject())
          .isEqualTo(
              "[plugin registry] package.rejected mailed-plugin 1.0 Bcc: victim@example.com");
      assertThat(mail.getContentType()).startsWith("text/plain");
      assertThat(mail.getContent().toString().lines())
          .contains("> Too slow.", "> Notice: <b>click</b> ünten")
          .noneMatch(it -> it.startsWith("Bcc"));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> "DELIVERED".equals(subscription.deliveries().get(0).get("status")));
    } finally {
      server.stop();
    }
  }

  private static List<MimeMessage> mails(GreenMail server) throws MessagingException {
    var mails = new ArrayList<MimeMessage>();
    for (var mail : server.getReceivedMessages()) {
      if (mail.getSubject().contains("mailed-plugin")) {
        mails.add(mail);
      }
    }
    return mails;
  }
}
