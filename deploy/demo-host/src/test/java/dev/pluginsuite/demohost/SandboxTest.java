package dev.pluginsuite.demohost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {
  /** For what is not about the time. */
  private static final String UNHURRIED = "[{\"point\":\"external.sync\",\"timeout\":20000}]";

  private static final String SYNC = "[{\"point\":\"external.sync\",\"timeout\":1000}]";

  @TempDir Path temp;
  private HostFixture host;

  @BeforeEach
  void start() throws Exception {
    host = new HostFixture(temp);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.System.exit(1)",
        "Packages.java.lang.Runtime.getRuntime()",
        "java.io.File('/')",
        "new JavaAdapter({}, {})",
        "importPackage('java.io')",
        "JavaImporter('java.io')",
        "getClass().forName('java.lang.Runtime')",
        "({}).getClass()",
        "exports.sync.getClass()",
        "require.getClass()",
        "this.constructor.constructor('return java')()",
        "(function(){}).constructor('return Packages')()",
        "context.log.warn.getClass()",
        "new XML('<a/>')",
        "eval('<a/>')",
        "new Script('1')",
        "new Continuation()",
        "new With({})",
        "JavaException('x')",
        "load('/etc/passwd')",
        "readFile('/etc/passwd')",
        "process.exit(1)",
        "require('fs')",
        "require('/etc/passwd')",
        "require('../..')",
        "require('../../../plugins')",
        "require('./../../../secret.js')",
        "require('../link.js')",
        "require('supplier-db')"
      })
  void there_is_no_way_out(String attempt) throws Exception {
    Files.writeString(temp.resolve("secret.js"), "exports.secret = 1;");
    host.start("supplier-db", "2.1.0", "[]", "");
    var folder =
        host.write(
            "evil",
            "1.0.0",
            UNHURRIED,
            "exports.sync = (p, context) => { return " + attempt + "; };");
    Files.createSymbolicLink(folder.resolve("link.js"), temp.resolve("secret.js"));

    host.activate("evil", "1.0.0", folder);

    var result = host.hook("external.sync", "{}").only();
    assertThat(result.path("error").asText()).as(attempt).containsPattern("^[A-Za-z]*Error: ");
  }

  @Test
  void a_caught_error_carries_no_java_object() throws Exception {
    host.start(
        "evil",
        "1.0.0",
        SYNC,
        """
        exports.sync = () => {
          const seen = [];
          [() => null.x, () => require('./none'), () => JSON.parse('{'), () => new Array(-1)].forEach(f => {
            try { f(); } catch (e) {
              seen.push(typeof e.javaException, typeof e.rhinoException);
            }
          });
          return seen.filter(type => type !== 'undefined').length;
        };
        """);

    var result = host.hook("external.sync", "{}").only().path("result");

    assertThat(result.asInt(-1)).isZero();
  }

  @Test
  void files_of_its_own_folder_can_be_required_and_circles_end() throws Exception {
    var folder =
        host.write(
            "modular",
            "1.0.0",
            SYNC,
            "const part = require('./lib/part'); exports.own = 2; exports.sync = () => part.twice(part.data.n);");
    Files.createDirectories(folder.resolve("src/lib"));
    Files.writeString(
        folder.resolve("src/lib/part.js"),
        "const main = require('../main.js'); exports.data = require('../../data.json');"
            + " exports.twice = n => n * main.own;");
    Files.writeString(folder.resolve("data.json"), "{\"n\":21}");
    host.activate("modular", "1.0.0", folder);

    var result = host.hook("external.sync", "{}").only().path("result");

    assertThat(result.asInt()).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (;;) {}",
        "try { for (;;) {} } catch (e) { return 1; }",
        "try { for (;;) {} } finally { for (;;) {} }",
        "for (;;) { try { for (;;) {} } catch (e) {} }",
        "function f() { try { for (;;) {} } finally { f(); } } f()",
        "/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')",
        "const a = []; for (;;) { a.push(new Array(1000).join('x')); }"
      })
  void a_handler_cannot_keep_its_worker(String loop) throws Exception {
    host.start("endless", "1.0.0", SYNC, "exports.sync = () => { " + loop + " };");

    var result = host.hook("external.sync", "{}").only();

    assertThat(result.path("error").asText())
        .containsAnyOf("ran past its time-out of 1000 ms", "allocated more than 256 MiB");
    assertThat(result.path("millis").asDouble()).isLessThan(5_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const f = () => f(); f()",
        "const f = n => [1].map(f); f()",
        "let s = 'x'; for (;;) { s += s; }",
        "let o = {}; for (let i = 0; i < 100000; i++) { o = { o }; } return o",
        "const o = {}; o.o = o; return o",
        "return Promise.resolve(1)",
        "return 'x'.repeat(2000000)",
        "throw { toString() { throw 1; } }",
        "throw Object.defineProperty(Error(), 'message', { get() { for (;;) {} } })"
      })
  void what_cannot_be_answered_is_an_error_of_the_plugin_alone(String body) throws Exception {
    host.start("odd", "1.0.0", SYNC, "exports.sync = () => { " + body + " };");

    var result = host.hook("external.sync", "{}").only();

    assertThat(result.path("error").asText()).isNotEmpty();
    assertThat(host.get("/health").status()).isEqualTo(200);
  }

  @Test
  void a_built_in_that_cannot_be_counted_is_given_up() throws Exception {
    host.start("native", "1.0.0", SYNC, "exports.sync = p => [].indexOf.call({ length: p.n }, 1);");
    host.start("good", "1.0.0", "[\"pdm.sync\"]", "exports.sync = () => 1;");

    var result = host.hook("external.sync", "{\"n\":1e9}").only();

    assertThat(result.path("error").asText()).isEqualTo("ran past its time-out and did not stop");
    assertThat(host.hook("pdm.sync", "{}").only().path("result").asInt()).isEqualTo(1);
    assertThat(host.hook("external.sync", "{}").only().path("error").asText())
        .isEqualTo("was still busy with another call when the time-out came");
  }

  @Test
  void exports_of_any_shape_can_be_borrowed() throws Exception {
    host.start(
        "lender",
        "1.0.0",
        "[]",
        """
        function Db() {}
        Db.prototype.twice = n => n * 2;
        module.exports = Object.assign(new Db(), {
          list: [1, 2], table: { 1: 'one' }, day: new Date(0), nothing: null, missing: undefined,
          deep: { er: { add: (a, b) => a + (b === undefined ? 10 : b) } },
        });
        """);
    host.start(
        "borrower",
        "1.0.0",
        SYNC,
        """
        const l = require('lender');
        exports.sync = () => [l.twice(2), l.list[1], l.table[1], l.day, l.nothing, typeof l.missing,
          l.deep.er.add(1, 2), l.deep.er.add(1)];
        """,
        "lender");

    var result = host.hook("external.sync", "{}").only().path("result");

    assertThat(result.toString())
        .isEqualTo("[4,2,\"one\",\"1970-01-01T00:00:00.000Z\",null,\"undefined\",3,11]");
  }

  @Test
  void two_plugins_share_no_prototypes() throws Exception {
    host.start(
        "lender",
        "1.0.0",
        "[]",
        """
        exports.poison = given => {
          try { null.x; } catch (e) { e.constructor.prototype.poisoned = 1; }
          given.constructor.prototype.poisoned = 1;
          given.changed = true;
          return given;
        };
        """);
    host.start(
        "borrower",
        "1.0.0",
        SYNC,
        """
        const lender = require('lender');
        exports.sync = () => {
          const mine = {};
          const theirs = lender.poison(mine);
          return [mine.changed, theirs.changed, ({}).poisoned, Error('x').poisoned].map(String).join();
        };
        """,
        "lender");

    var result = host.hook("external.sync", "{}").only();

    assertThat(result.path("result").asText()).isEqualTo("undefined,true,undefined,undefined");
  }

  @Test
  void an_error_of_a_required_plugin_can_be_caught() throws Exception {
    host.start("lender", "1.0.0", "[]", "exports.get = id => { throw Error('no ' + id); };");
    host.start(
        "borrower",
        "1.0.0",
        SYNC,
        "const l = require('lender');"
            + " exports.sync = () => { try { l.get('S-1'); } catch (e) { return e.message; } };",
        "lender");

    var result = host.hook("external.sync", "{}").only();

    assertThat(result.path("result").asText())
        .isEqualTo("lender: Error: no S-1 (lender/src/main.js:1)");
  }
}
