package dev.pluginsuite.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate of its own for a TLS server of the tests, made by the JDK's keytool. */
public record TestCertificate(Path keyStore, Path pem) {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /**
   * @param names the subject's alternative names, such as {@code dns:localhost}
   */
  public static TestCertificate of(String names) {
    try {
      var folder = Files.createTempDirectory("certificate");
      var keyStore = folder.resolve("key.p12");
      folder.toFile().deleteOnExit();
      keyStore.toFile().deleteOnExit();
      make(keyStore, names);
      var certificate = load(keyStore).getCertificate("server").getEncoded();
      var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate);
      var pem =
          Files.writeString(
              folder.resolve("certificate.pem"),
              "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
      pem.toFile().deleteOnExit();
      return new TestCertificate(keyStore, pem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void make(Path keyStore, String names) throws IOException {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=" + names,
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                keyStore.toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    if (!Files.exists(keyStore)) {
      throw new IllegalStateException("keytool made no key: " + said);
    }
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(file)) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      return keys;
    }
  }

  /** What a server needs that shows this certificate. */
  public static SSLContext context(Path keyStore) {
    try {
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(load(keyStore), PASSWORD);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
