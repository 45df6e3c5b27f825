package dev.pluginsuite.registry.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.registry.egress.EgressException.Kind;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {
  private static final String PUBLIC = "93.184.216.34";

  private final FakeNames names =
      new FakeNames()
          .with("files.example.com", PUBLIC)
          .with("xn--bcher-kva.example", PUBLIC)
          .with("artifacts.corp", "10.1.2.3");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::a00:1",
        "100::1",
        "2001::1",
        "2001:2::1",
        "2001:db8::1",
        "2002:a00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void a_name_for_an_address_that_is_not_global_is_refused(String address) {
    names.with("evil.example", address);

    refused(Rules.strict(), "https://evil.example/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "198.17.255.255",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001::1"
      })
  void a_name_for_a_global_address_is_taken(String address) {
    names.with("good.example", address);

    var to = policy(Rules.strict()).check(URI.create("https://good.example/a?b=c%20d"));

    assertThat(to.address().getHostAddress().replaceFirst("^0:", "")).isNotEmpty();
    assertThat(to.authority()).isEqualTo("good.example");
    assertThat(to.target()).isEqualTo("/a?b=c%20d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://017700000001/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://127.0.0.1./",
        "https://127.0.0.010/",
        "https://[::1]/",
        "https://[::]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:93.184.216.34]/",
        "https://[::127.0.0.1]/",
        "https://[0:0:0:0:0:ffff:7f00:1]/",
        "https://[64:ff9b::10.0.0.1]/",
        "https://[fe80::1%25eth0]/",
        "https://[fd00:ec2::254]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://bücher.example/",
        "https://１２７.０.０.１/",
        "https://exa_mple.com/",
        "https:///path",
        "https:files.example.com",
        "//files.example.com/",
        "files.example.com",
        "file:///etc/passwd",
        "ftp://files.example.com/",
        "jar:https://files.example.com/!/a",
        "gopher://files.example.com/",
        "https://user@files.example.com/",
        "https://user:secret@files.example.com/",
        "https://@files.example.com/",
        "https://files.example.com:22/",
        "https://files.example.com:80/",
        "https://files.example.com:0/",
        "http://files.example.com/",
        "http://files.example.com:443/"
      })
  void what_is_no_https_url_of_a_public_server_is_refused(String url) {
    refused(Rules.strict(), url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://files.example.com",
        "https://files.example.com:443/x",
        "HTTPS://FILES.Example.COM/x",
        "https://files.example.com./x",
        "https://xn--bcher-kva.example/x",
        "https://93.184.216.34/x"
      })
  void a_public_server_may_be_written_in_the_usual_ways(String url) {
    assertThat(policy(Rules.strict()).check(URI.create(url)).address().getHostAddress())
        .isEqualTo(PUBLIC);
  }

  @Test
  void the_name_for_tls_has_no_dot_at_its_end_and_no_capitals() {
    assertThat(policy(Rules.strict()).check(URI.create("https://Files.Example.com./")).host())
        .isEqualTo("files.example.com");
  }

  @Test
  void one_address_inside_forbids_all() {
    names.with("mixed.example", PUBLIC, "2606:4700::1111", "10.0.0.1");

    refused(Rules.strict(), "https://mixed.example/");
  }

  @Test
  void a_name_that_nobody_knows_is_said_to_be_so() {
    assertThatThrownBy(() -> policy(Rules.strict()).check(URI.create("https://nowhere.example/")))
        .isInstanceOfSatisfying(
            EgressException.class, it -> assertThat(it.kind()).isEqualTo(Kind.UNREACHABLE));
  }

  @Test
  void a_refusal_does_not_tell_what_a_name_inside_stands_for() {
    assertThatThrownBy(() -> policy(Rules.strict()).check(URI.create("https://artifacts.corp/")))
        .hasMessageNotContaining("10.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://artifacts.corp/", "http://artifacts.corp:8081/a"})
  void a_listed_host_may_have_a_private_address(String url) {
    var to = policy(Rules.strict().hosts("Artifacts.corp")).check(URI.create(url));

    assertThat(to.address().getHostAddress()).isEqualTo("10.1.2.3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "169.254.169.254", "fd00:ec2::254", "100.100.100.200", "0.0.0.0"})
  void a_listed_host_may_not_become_loopback_or_metadata(String address) {
    names.with("artifacts.corp", address);

    refused(Rules.strict().hosts("artifacts.corp"), "https://artifacts.corp/");
  }

  @Test
  void a_listed_host_lists_no_other() {
    names.with("other.corp", "10.1.2.4");

    refused(Rules.strict().hosts("artifacts.corp"), "https://other.corp/");
    refused(Rules.strict().hosts("artifacts.corp"), "https://10.1.2.3/");
  }

  @Test
  void a_listed_network_may_be_called_at_any_port_and_without_tls() {
    var policy = policy(Rules.strict().networks("10.1.0.0/16"));

    assertThat(policy.check(URI.create("http://artifacts.corp:8081/")).port()).isEqualTo(8081);
    assertThat(policy.check(URI.create("http://10.1.255.255/")).port()).isEqualTo(80);
  }

  @Test
  void next_to_a_listed_network_nothing_is_listed() {
    names.with("half.corp", "10.1.2.3", PUBLIC).with("mixed.corp", "10.1.2.3", "10.2.0.1");
    var rules = Rules.strict().networks("10.1.0.0/16");

    refused(rules, "https://10.2.0.1/");
    refused(rules, "https://mixed.corp/");
    refused(rules, "http://half.corp/");
  }

  private void refused(Rules rules, String url) {
    assertThatThrownBy(() -> policy(rules).check(URI.create(url)))
        .isInstanceOfSatisfying(
            EgressException.class, it -> assertThat(it.kind()).isEqualTo(Kind.REFUSED));
  }

  private EgressPolicy policy(Rules rules) {
    return new EgressPolicy(rules, names);
  }
}
