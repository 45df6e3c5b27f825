package dev.pluginsuite.agent.packages;

import static dev.pluginsuite.agent.reconcile.Documents.active;
import static dev.pluginsuite.agent.reconcile.Documents.generation;
import static dev.pluginsuite.agent.reconcile.Documents.sha256;
import static dev.pluginsuite.api.attestation.KeySet.Use.APPROVAL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_CHR;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_FIFO;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_LINK;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_SYMLINK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.agent.disk.AtomicFile;
import dev.pluginsuite.agent.disk.FileDisk;
import dev.pluginsuite.agent.disk.Tarball;
import dev.pluginsuite.agent.reconcile.Documents;
import dev.pluginsuite.agent.reconcile.FakeHost;
import dev.pluginsuite.agent.reconcile.FakeSecrets;
import dev.pluginsuite.agent.reconcile.Outcome;
import dev.pluginsuite.agent.reconcile.Reconciler;
import dev.pluginsuite.agent.reconcile.Site;
import dev.pluginsuite.agent.wire.Api;
import dev.pluginsuite.agent.wire.FakeServer;
import dev.pluginsuite.agent.wire.FakeServer.Reply;
import dev.pluginsuite.agent.wire.Http;
import dev.pluginsuite.agent.wire.Tokens;
import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.installation.DesiredState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wrong with a package: nothing of it gets into the plugins' folder, everybody is told
 * why, nothing is left over, and the next good one is installed.
 */
class BadPackageTest {
  private static final DesiredState.Plugin OLD = active("old", "1.0.0");
  private static final DesiredState.Plugin APP = active("app", "1.0.0");
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final FakeServer server = new FakeServer().withTokens(300);
  private final Registry registry = new Registry(server);
  private final CountDownLatch end = new CountDownLatch(1);
  @TempDir Path home;
  private Reconciler reconciler;

  /**
   * One way of being wrong.
   *
   * @param sabotage makes it so, and gives the plugin that the document names
   * @param operation that fails; empty where the agent has to wait instead
   */
  record Case(String name, Sabotage sabotage, String operation, String why) {
    @Override
    public String toString() {
      return name;
    }
  }

  private interface Sabotage {
    DesiredState.Plugin at(BadPackageTest site);
  }

  static Stream<Case> cases() {
    return Stream.of(
        verify("a bad signature", it -> it.forge(BadPackageTest::withBadSignature), "not signed"),
        verify("a changed payload", it -> it.forge(BadPackageTest::withOtherPayload), "not signed"),
        verify("no signature", it -> it.forge(BadPackageTest::unsigned), "not signed"),
        verify(
            "an unknown key",
            it -> it.app(() -> it.registry.attest(APP, APP, Registry.keyPair())),
            "not signed by a key that may approve"),
        verify(
            "an old key set",
            it -> it.app(() -> it.keys(4, Registry.LATER)),
            "went back from version 5 to 4"),
        verify(
            "an expired key set",
            it -> it.app(() -> it.keys(6, Instant.parse("2020-01-01T00:00:00Z"))),
            "The key set 6 expired"),
        verify(
            "a key set of another root",
            it ->
                it.app(
                    () ->
                        it.registry.publish(
                            it.registry.keySet(6, Registry.LATER, APPROVAL), Registry.keyPair())),
            "not signed by the pinned root"),
        verify("no key set", it -> it.app(() -> it.on("/admin/plugin-registry/keys", 500)), "500"),
        verify(
            "a statement for another package",
            it -> it.app(() -> it.registry.attest(APP, OLD, it.registry.approver)),
            "approves something else"),
        verify(
            "a statement for another version",
            it ->
                it.app(() -> it.registry.attest(APP, active("app", "2.0.0"), it.registry.approver)),
            "approves something else"),
        verify("no statement", it -> it.app(() -> it.on("/attestation/app", 404)), "answered 404"),
        verify(
            "other bytes of the same length",
            it -> it.content(BadPackageTest::withOneOtherByte),
            "Expected sha256"),
        verify("too few bytes", it -> it.content(all -> Arrays.copyOf(all, 9)), "Expected sha256"),
        download(
            "a download that breaks off",
            it -> it.app(() -> it.server.on("GET /api/v1/content/app", Reply.cutOff(new byte[9]))),
            "/content/app"),
        download(
            "more bytes than said",
            it -> it.content(all -> Arrays.copyOf(all, all.length + 1)),
            "longer than"),
        download("nothing there", it -> it.app(() -> it.on("/content/app", 404)), "answered 404"),
        download("a broken server", it -> it.app(() -> it.on("/content/app", 500)), "answered 500"),
        download(
            "a redirect",
            it ->
                it.app(
                    () ->
                        it.server.on(
                            "GET /api/v1/content/app",
                            Reply.status(302).header("Location", it.server.url() + "/x"))),
            "answered 302"),
        waiting("a busy server", it -> it.app(() -> it.on("/content/app", 503))),
        waiting("a server that hangs", it -> it.app(it::hang)),
        unpack(
            "a way out", new Tarball().file("../../plugins/evil/x", "1"), "name that is refused"),
        unpack("an absolute name", new Tarball().file("/tmp/evil", "1"), "name that is refused"),
        unpack("a link", manifest().special("x", LF_SYMLINK), "a link, a device"),
        unpack("a hard link", manifest().special("x", LF_LINK), "a link, a device"),
        unpack("a device", manifest().special("x", LF_CHR), "a link, a device"),
        unpack("a pipe", manifest().special("x", LF_FIFO), "a link, a device"),
        unpack("a bomb", manifest().file("zeroes", new byte[20 << 20]), "unpacks to more than"),
        unpack("a name in two cases", manifest().file("A", "1").file("a", "2"), "two cases"),
        unpack("no archive", "not gzip at all".getBytes(UTF_8), ".gz format"),
        unpack("half an archive", Arrays.copyOf(Documents.content("app", "1.0.0"), 80), ""),
        new Case(
            "a name that leads away",
            it -> {
              var ref = APP.packageRef();
              return Documents.with(
                  APP,
                  new DesiredState.PackageRef(
                      ref.packageId(), "../1.0.0", ref.checksum(), ref.size(), "/a", "/b"));
            },
            "verify",
            "Not a version: ../1.0.0"));
  }

  private static Case verify(String name, Sabotage sabotage, String why) {
    return new Case(name, sabotage, "verify", why);
  }

  private static Case download(String name, Sabotage sabotage, String why) {
    return new Case(name, sabotage, "download", why);
  }

  private static Case waiting(String name, Sabotage sabotage) {
    return new Case(name, sabotage, "", "");
  }

  private static Case unpack(String name, Tarball archive, String why) {
    return unpack(name, archive.bytes(), why);
  }

  /** Approved all the same: an agent does not rely on anybody having looked. */
  private static Case unpack(String name, byte[] archive, String why) {
    return new Case(name, it -> it.approved(archive), "unpack", why);
  }

  private static Tarball manifest() {
    return new Tarball().file("manifest.json", "{}");
  }

  @BeforeEach
  void start() throws Exception {
    var clock = Clock.systemUTC();
    var http = new Http();
    var tokens = new Tokens(http, server.url().resolve("/token"), "site-1", "secret", clock);
    var api = new Api(http, URI.create(server.url() + "/api/v1"), tokens);
    var version = new AtomicFile(home, "key-set.version");
    var keys = new KeyRing(api, registry.rootPublic(), EnumSet.of(APPROVAL), version, clock);
    var packages =
        new ApprovedPackages(
            api, keys, checksum -> Optional.empty(), home.resolve("downloads"), PATIENCE);
    var disk = new FileDisk(home);
    reconciler = new Reconciler(new Site(disk, new FakeHost(), packages, new FakeSecrets()));
    keys(5, Registry.LATER);
    registry.publish(OLD);
    Files.write(home.resolve("plugins/by-hand.mpk"), Documents.content("foreign", "1.0.0"));
    assertThat(reconciler.reconcile(generation(1, OLD))).isEqualTo(Outcome.SETTLED);
  }

  @AfterEach
  void close() {
    end.countDown();
    server.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void never_gets_into_the_plugins_folder(Case bad) throws Exception {
    var before = contents(home.resolve("plugins"));
    var outside = contents(home);

    var document = generation(2, OLD, bad.sabotage.at(this));
    var outcome = reconcile(document, bad.operation.isEmpty() ? 1 : 3);

    assertThat(contents(home.resolve("plugins"))).isEqualTo(before);
    assertThat(contents(home).keySet()).isEqualTo(outside.keySet());
    assertThat(home.resolve("downloads")).isEmptyDirectory();
    assertThat(home.resolve("unpacking")).isEmptyDirectory();
    assertTold(bad, outcome);
    repair();
    assertThat(reconcile(generation(3, OLD, APP), 1)).isEqualTo(Outcome.SETTLED);
    var report = reconciler.report("1", Instant.EPOCH);
    assertThat(report.failure()).isNull();
    assertThat(report.plugins()).extracting(it -> it.pluginId()).containsExactly("old", "app");
  }

  private void assertTold(Case bad, Outcome outcome) throws IOException {
    var failure = reconciler.report("1", Instant.EPOCH).failure();
    if (bad.operation.isEmpty()) {
      assertThat(outcome).isEqualTo(Outcome.WAITING);
      assertThat(failure).isNull();
    } else {
      assertThat(outcome).isEqualTo(Outcome.SETTLED);
      assertThat(Objects.requireNonNull(failure).operation()).isEqualTo(bad.operation);
      assertThat(failure.installationId()).isEqualTo(APP.installationId());
      assertThat(failure.error()).isNotBlank().contains(bad.why).doesNotContain("Exception");
    }
  }

  private Outcome reconcile(DesiredState document, int passes) throws InterruptedException {
    var outcome = Outcome.RETRY;
    for (var pass = 0; pass < passes; pass++) {
      outcome = reconciler.reconcile(document);
    }
    return outcome;
  }

  /** Of each file and folder below, what is in it; of a link, where it leads. */
  private static Map<String, String> contents(Path folder) throws IOException {
    var contents = new TreeMap<String, String>();
    try (var paths = Files.walk(folder)) {
      for (var path : paths.toList()) {
        contents.put(folder.relativize(path).toString(), content(path));
      }
    }
    return contents;
  }

  private static String content(Path path) {
    try {
      return Files.isSymbolicLink(path)
          ? Files.readSymbolicLink(path).toString()
          : Files.isRegularFile(path, NOFOLLOW_LINKS) ? sha256(Files.readAllBytes(path)) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DesiredState.Plugin app(Runnable sabotage) {
    registry.publish(APP);
    sabotage.run();
    return APP;
  }

  private DesiredState.Plugin content(UnaryOperator<byte[]> change) {
    return app(() -> registry.content(APP, change.apply(Documents.content("app", "1.0.0"))));
  }

  private DesiredState.Plugin forge(UnaryOperator<Envelope> change) {
    var good = Registry.attestation(APP, registry.approver);
    return app(() -> registry.answer(APP, change.apply(good)));
  }

  private DesiredState.Plugin approved(byte[] archive) {
    var ref = APP.packageRef();
    var plugin =
        Documents.with(
            APP,
            new DesiredState.PackageRef(
                ref.packageId(),
                ref.version(),
                sha256(archive),
                archive.length,
                ref.contentUrl(),
                ref.attestationUrl()));
    registry.content(plugin, archive);
    registry.attest(plugin, plugin, registry.approver);
    return plugin;
  }

  private void keys(long version, Instant expires) {
    registry.publish(registry.keySet(version, expires, APPROVAL), registry.root);
  }

  private void on(String path, int status) {
    server.on("GET /api/v1" + path, Reply.status(status));
  }

  private void hang() {
    server.on(
        "GET /api/v1/content/app",
        () -> {
          try {
            end.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          return Reply.status(200);
        });
  }

  private void repair() {
    keys(6, Registry.LATER);
    registry.publish(APP);
  }

  private static byte[] withOneOtherByte(byte[] all) {
    var changed = all.clone();
    changed[changed.length / 2] ^= 1;
    return changed;
  }

  private static Envelope withBadSignature(Envelope good) {
    var entry = good.signatures().get(0);
    var bytes = withOneOtherByte(Base64.getDecoder().decode(entry.sig()));
    var forged =
        new Envelope.SignatureEntry(entry.keyid(), Base64.getEncoder().encodeToString(bytes));
    return new Envelope(good.payloadType(), good.payload(), List.of(forged));
  }

  private static Envelope withOtherPayload(Envelope good) {
    var payload = new String(Base64.getDecoder().decode(good.payload()), UTF_8);
    var other = payload.replace("it@example.com", "me@example.com").getBytes(UTF_8);
    return new Envelope(
        good.payloadType(), Base64.getEncoder().encodeToString(other), good.signatures());
  }

  private static Envelope unsigned(Envelope good) {
    return new Envelope(good.payloadType(), good.payload(), List.of());
  }
}
