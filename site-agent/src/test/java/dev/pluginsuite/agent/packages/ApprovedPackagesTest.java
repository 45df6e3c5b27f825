package dev.pluginsuite.agent.packages;

import static dev.pluginsuite.agent.reconcile.Documents.active;
import static dev.pluginsuite.api.attestation.KeySet.Use.APPROVAL;
import static dev.pluginsuite.api.attestation.KeySet.Use.DEVELOPER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.agent.disk.AtomicFile;
import dev.pluginsuite.agent.reconcile.Documents;
import dev.pluginsuite.agent.reconcile.Unavailable;
import dev.pluginsuite.agent.wire.Api;
import dev.pluginsuite.agent.wire.FakeServer;
import dev.pluginsuite.agent.wire.FakeServer.Reply;
import dev.pluginsuite.agent.wire.Http;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.agent.wire.Tokens;
import dev.pluginsuite.api.attestation.KeySet;
import dev.pluginsuite.api.installation.DesiredState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovedPackagesTest {
  private final FakeServer server = new FakeServer().withTokens(300);
  private final Registry registry = new Registry(server);
  private final DesiredState.Plugin app = registry.publish(active("app", "1.0.0"));
  private final DesiredState.Plugin other = active("other", "1.0.0");

  private EnumSet<KeySet.Use> uses = EnumSet.of(APPROVAL);
  private @Nullable Path found;
  @TempDir Path home;

  @AfterEach
  void close() {
    server.close();
  }

  /** As after a start of the agent: what it knows is what it kept. */
  private ApprovedPackages packages() throws IOException {
    var clock = Clock.systemUTC();
    var http = new Http();
    var tokens = new Tokens(http, server.url().resolve("/token"), "site-1", "secret", clock);
    var api = new Api(http, URI.create(server.url() + "/api/v1"), tokens);
    var version = new AtomicFile(home, "key-set.version");
    var keys = new KeyRing(api, registry.rootPublic(), uses, version, clock);
    return new ApprovedPackages(
        api, keys, checksum -> Optional.ofNullable(found), home.resolve("downloads"));
  }

  private void fetch(DesiredState.Plugin plugin) throws IOException, InterruptedException {
    var packages = packages();
    try (var archive = packages.download(plugin)) {
      packages.verify(plugin, archive);
      assertThat(archive.open())
          .hasBinaryContent(Documents.content(plugin.pluginId(), plugin.packageRef().version()));
    }
  }

  private void assertRefused(String why) {
    assertThatThrownBy(() -> fetch(app)).isInstanceOf(IOException.class).hasMessageContaining(why);
    assertThat(home.resolve("downloads")).isEmptyDirectory();
  }

  @Test
  void an_approved_package_is_had_and_its_room_given_back() throws Exception {
    fetch(app);

    assertThat(home.resolve("downloads")).isEmptyDirectory();
  }

  @Test
  void what_lies_at_the_site_already_is_copied_and_verified_like_any() throws Exception {
    found = Files.write(home.resolve("by-hand.mpk"), Documents.content("app", "1.0.0"));

    fetch(app);

    assertThat(server.to("GET /api/v1/content/app")).isEmpty();
    assertThat(server.to("GET /api/v1/attestation/app")).hasSize(1);
    assertThat(found).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "much longer than before", "gone"})
  void what_has_changed_at_the_site_meanwhile_is_downloaded(String now) throws Exception {
    var content = new String(Documents.content("app", "1.0.0"), ISO_8859_1);
    var file = home.resolve("by-hand.mpk");
    found = file;
    switch (now) {
      case "changed" -> Files.writeString(file, "x" + content.substring(1), ISO_8859_1);
      case "gone" -> Files.deleteIfExists(file);
      default -> Files.writeString(file, content + content, ISO_8859_1);
    }

    fetch(app);

    assertThat(server.to("GET /api/v1/content/app")).hasSize(1);
  }

  @Test
  void a_link_at_the_site_is_not_followed() throws Exception {
    var elsewhere = Files.write(home.resolve("x"), Documents.content("app", "1.0.0"));
    found = Files.createSymbolicLink(home.resolve("by-hand.mpk"), elsewhere);

    fetch(app);

    assertThat(server.to("GET /api/v1/content/app")).hasSize(1);
  }

  @Test
  @Tag("SEED-81")
  void other_bytes_of_the_same_size_are_refused_with_both_digests() {
    var bytes = Documents.content("app", "1.0.0").clone();
    bytes[bytes.length / 2] ^= 1;
    registry.content(app, bytes);

    assertRefused(
        "Expected sha256 %s, but the content has %s"
            .formatted(app.packageRef().checksum(), Documents.sha256(bytes)));
  }

  @Test
  void more_bytes_than_declared_are_not_taken_in() {
    registry.content(app, new byte[1 << 20]);

    assertRefused("longer than %d bytes".formatted(app.packageRef().size()));
  }

  @Test
  void fewer_bytes_than_declared_are_refused() {
    registry.content(app, new byte[3]);

    assertRefused("Expected sha256");
  }

  @Test
  void a_download_that_breaks_off_is_refused() {
    server.on("GET /api/v1/content/app", Reply.cutOff(new byte[3]));

    assertRefused("/content/app");
  }

  @Test
  void a_size_that_cannot_be_is_refused() {
    for (var size : new long[] {0, -1, Long.MAX_VALUE}) {
      var ref = app.packageRef();
      var odd =
          new DesiredState.PackageRef(
              ref.packageId(), ref.version(), ref.checksum(), size, "/a", "/b");

      assertThatThrownBy(() -> packages().download(Documents.with(app, odd)))
          .hasMessageContaining("is refused");
    }
  }

  @Test
  void a_statement_about_another_package_is_refused() {
    registry.attest(app, other, registry.approver);

    assertRefused("approves something else");
  }

  @Test
  @Tag("SEED-81")
  void a_statement_by_somebody_else_is_refused() {
    registry.attest(app, app, Registry.keyPair());

    assertRefused("not signed by a key that may approve");
  }

  @Test
  void a_statement_by_the_root_itself_is_refused() {
    registry.attest(app, app, registry.root);

    assertRefused("not signed by a key that may approve");
  }

  @Test
  void a_developers_key_approves_nothing_here() {
    registry.publish(registry.keySet(2, Registry.LATER, DEVELOPER), registry.root);

    assertRefused("not signed by a key that may approve");
  }

  @Test
  void a_developers_key_approves_at_a_development_site() throws Exception {
    registry.publish(registry.keySet(2, Registry.LATER, DEVELOPER), registry.root);
    uses = EnumSet.of(APPROVAL, DEVELOPER);

    fetch(app);
  }

  @Test
  void a_key_for_something_newer_approves_nothing() {
    registry.publishKeys(
        new String(Json.write(registry.keySet(2, Registry.LATER, APPROVAL)), UTF_8)
            .replace("APPROVAL", "SOMETHING_NEWER"));

    assertRefused("not signed by a key that may approve");
  }

  @Test
  void a_key_set_by_another_root_is_refused() {
    registry.publish(registry.keySet(2, Registry.LATER, APPROVAL), Registry.keyPair());

    assertRefused("not signed by the pinned root key");
  }

  @Test
  void an_expired_key_set_is_refused() {
    registry.publish(
        registry.keySet(2, Instant.parse("2020-01-01T00:00:00Z"), APPROVAL), registry.root);

    assertRefused("expired");
  }

  @Test
  void a_key_set_never_goes_back_not_even_over_a_restart() throws Exception {
    registry.publish(registry.keySet(5, Registry.LATER, APPROVAL), registry.root);
    fetch(app);

    registry.publish(registry.keySet(4, Registry.LATER, APPROVAL), registry.root);

    assertRefused("went back from version 5 to 4");
  }

  @Test
  void a_statement_in_the_place_of_a_key_set_is_refused() {
    server.on(
        "GET /api/v1/admin/plugin-registry/keys",
        Reply.json("{\"data\":{\"payloadType\":\"x\",\"payload\":\"e30=\",\"signatures\":[]}}"));

    assertRefused("not signed by the pinned root key");
  }

  @Test
  void a_missing_attestation_is_refused() {
    server.on("GET /api/v1/attestation/app", Reply.status(404));

    assertRefused("answered 404");
  }

  @Test
  void a_busy_registry_is_away() {
    server.on("GET /api/v1/content/app", Reply.status(503));

    assertThatThrownBy(() -> fetch(app)).isInstanceOf(Unavailable.class);
  }

  @Test
  void what_a_crash_left_is_swept() throws IOException {
    Files.createDirectories(home.resolve("downloads"));
    Files.writeString(home.resolve("downloads/package1.mpk"), "half");

    packages();

    assertThat(home.resolve("downloads")).isEmptyDirectory();
  }
}
