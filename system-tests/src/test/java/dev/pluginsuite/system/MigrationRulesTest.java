package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.system.released.ReleasedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The release before runs on the schema of this one, during an upgrade and after going back: what
 * it uses may not be taken away, and what it does not know may not be demanded ("expand and
 * contract", docs/upgrades.md). Statements are looked at one by one, comments before them included.
 */
class MigrationRulesTest {
  private static final SemVer RELEASED = SemVer.of("0.2.0");

  /** In a statement that changes a table: whatever is not plainly an addition. */
  private static final Pattern TAKES_AWAY =
      Pattern.compile(
          "\\bdrop\\s+(?!not\\s+null|constraint|index)|\\brename\\b|\\balter\\s+(column\\s+)?\\S+\\s+(set\\s+data\\s+)?type\\b|\\bset\\s+not\\s+null|\\badd\\s+(constraint|check|unique|primary|foreign|exclude)\\b");

  private static final Pattern GOES = Pattern.compile("^\\s*drop\\s+(?!index|trigger)");
  private static final Pattern NARROWS = Pattern.compile("^\\s*create\\s+unique\\s+index");
  private static final Pattern NOT_NULL = Pattern.compile("\\bnot\\s+null\\b");
  private static final Pattern DEFAULT = Pattern.compile("\\bdefault\\b");
  private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");

  /** Who contracts says which release was the first that did without it. */
  private static final Pattern CONTRACTED =
      Pattern.compile("-- contract: unused since (\\d+\\.\\d+\\.\\d+)");

  /** Statements that the release before could not live with; {@code newest} is that release. */
  private static List<String> faults(String sql, SemVer newest) {
    var text = COMMENT.matcher(sql).replaceAll(it -> it.group().replace(';', ','));
    return List.of(text.split(";", -1)).stream()
        .filter(it -> isFault(it.toLowerCase(Locale.ROOT), newest))
        .toList();
  }

  private static boolean isFault(String statement, SemVer newest) {
    var contracted = CONTRACTED.matcher(statement);
    if (contracted.find() && SemVer.of(contracted.group(1)).compareTo(newest) <= 0) {
      return false;
    }
    var text = COMMENT.matcher(statement).replaceAll("");
    return GOES.matcher(text).find()
        || NARROWS.matcher(text).find()
        || (text.contains("alter table") && (TAKES_AWAY.matcher(text).find() || demands(text)));
  }

  /** A column that may not be empty and has no default: the release before does not fill it. */
  private static boolean demands(String text) {
    var clauses = text.replaceAll("\\([^()]*\\)", "").split(",", -1);
    return Arrays.stream(clauses)
        .map(it -> it.replaceAll("drop\\s+not\\s+null", ""))
        .anyMatch(it -> NOT_NULL.matcher(it).find() && !DEFAULT.matcher(it).find());
  }

  @Test
  void no_migration_since_the_last_release_takes_away_what_that_release_uses() throws IOException {
    var newest = UpgradeTest.newest();
    var found = new ArrayList<String>();
    for (var released : newest.migrations().entrySet()) {
      for (var file : migrations(released.getKey())) {
        var version = file.getFileName().toString().split("__", -1)[0].substring(1);
        if (!released.getValue().containsKey(version)) {
          found.addAll(faults(Files.readString(file), newest.version()));
        }
      }
    }

    assertThat(found).isEmpty();
  }

  private static List<Path> migrations(String service) throws IOException {
    var all = new ArrayList<Path>();
    for (var folder : ReleasedState.migrationsOf(Suite.ROOT, service)) {
      try (var files = Files.list(folder)) {
        files.forEach(all::add);
      }
    }
    assertThat(all).isNotEmpty();
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table sites;",
        "drop materialized view catalog;",
        "alter table sites drop column name;",
        "alter table sites drop name;",
        "alter table sites alter column name drop default;",
        "alter table sites rename column name to title;",
        "alter table sites alter column \"name\" type varchar(10);",
        "alter table sites alter name set not null;",
        "alter table sites add column code varchar not null;",
        "alter table sites add price numeric(10,2) not null;",
        "alter table sites add column default_code varchar not null;",
        "alter table sites add constraint sites_name check (name <> '');",
        "alter table sites add column a varchar not null, add column b integer default 0;",
        "create unique index sites_name on sites (name);"
      })
  void taking_away_and_demanding_is_seen(String sql) {
    assertThat(faults("create table fine (id uuid);\n" + sql, RELEASED)).hasSize(1);
    assertThat(faults("-- contract: unused since 0.2.0\n" + sql, RELEASED)).isEmpty();
    assertThat(faults("-- contract: unused since 0.3.0\n" + sql, RELEASED)).hasSize(1);
    assertThat(faults("-- contract: unused since 0.2.0\ndrop table a;\n" + sql, RELEASED))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table sites (id varchar not null, unique (id));",
        "alter table sites add column code varchar;",
        "alter table sites add column code varchar not null default '';",
        "alter table sites add column code varchar default '' not null;",
        "alter table sites alter column name drop not null;",
        "drop index sites_name;",
        "create index sites_name on sites (name);",
        "alter table sites drop constraint sites_check;"
      })
  void adding_and_widening_are_free(String sql) {
    assertThat(faults(sql, RELEASED)).isEmpty();
  }
}
