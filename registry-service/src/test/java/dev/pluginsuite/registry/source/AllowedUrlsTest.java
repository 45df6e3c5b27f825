package dev.pluginsuite.registry.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.registry.registries.StorageNames;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedUrlsTest {
  private static final StorageNames OURS =
      new StorageNames("https://S3.example.com/plugins", "acme");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://s3.example.com/plugins/acme/a.mpk",
        "https://S3.EXAMPLE.com:443/plugins/acme/deep/a.mpk?signature=x"
      })
  void what_lies_in_the_registrys_own_storage_is_fetched(String url) {
    assertThat(new AllowedUrls(Set.of(), OURS).allow(URI.create(url))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://s3.example.com/plugins/other/a.mpk",
        "https://s3.example.com/plugins/acme-other/a.mpk",
        "https://s3.example.com/plugins/acme",
        "https://s3.example.com/a.mpk",
        "https://s3.example.com:8443/plugins/acme/a.mpk",
        "https://s3.example.com.evil.example/plugins/acme/a.mpk",
        "https://evil.example/plugins/acme/a.mpk",
        "https://s3.example.com@evil.example/plugins/acme/a.mpk",
        "http://s3.example.com/plugins/acme/a.mpk",
        "s3://acme/a.mpk",
        "https://s3.example.com/plugins/acme/../other/a.mpk",
        "https://s3.example.com/plugins/acme/./a.mpk",
        "https://s3.example.com/plugins/acme/%2e%2e/other/a.mpk",
        "https://s3.example.com/plugins/acme/..%2Fother/a.mpk",
        "https://s3.example.com/plugins/acme/..%5cother/a.mpk",
        "https://s3.example.com/plugins/acme/..;/other/a.mpk",
        "https://s3.example.com/plugins/acme//a.mpk"
      })
  void what_lies_elsewhere_is_not(String url) {
    assertThat(new AllowedUrls(Set.of(), OURS).allow(URI.create(url))).isFalse();
  }

  @Test
  void a_listed_host_is_fetched_from_by_https_only() {
    var allowed = new AllowedUrls(Set.of("Files.example.com"), new StorageNames(null, null));

    assertThat(allowed.allow(URI.create("https://files.EXAMPLE.com/any/a.mpk"))).isTrue();
    assertThat(allowed.allow(URI.create("http://files.example.com/any/a.mpk"))).isFalse();
    assertThat(allowed.allow(URI.create("https://more.files.example.com/a.mpk"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://s3.example.com", "s3://acme", "file:///var/packages", "no url"})
  void a_storage_that_is_no_https_server_allows_nothing(String storage) {
    var allowed = new AllowedUrls(Set.of(), new StorageNames(storage, "acme"));

    assertThat(allowed.allow(URI.create("https://s3.example.com/acme/a.mpk"))).isFalse();
  }
}
