package dev.pluginsuite.common.audit;

import static dev.pluginsuite.common.app.Calls.call;
import static dev.pluginsuite.common.problem.Requests.as;
import static dev.pluginsuite.common.problem.Requests.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.Database;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.testing.Tokens;
import io.quarkus.hibernate.reactive.panache.Panache;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@AppTest
@SuppressWarnings("NullAway.Init")
class AuditTest {
  private static final Actor ACTOR = new Actor("it@example.com", "10.0.0.1");

  @Inject Audit audit;

  @Test
  void a_deed_is_told_with_all_that_was_known() {
    var id = UUID.randomUUID();
    record(ACTOR, Deed.of("note.approve", "note", id).changing("OPEN", "DONE").because("ok", "C1"));

    var list = as(Tokens.auditor()).get("/admin/registry/audit?subjectId=" + id).then();

    list.statusCode(200)
        .body("data", hasSize(1))
        .body("data[0].actor", equalTo("it@example.com"))
        .body("data[0].action", equalTo("note.approve"))
        .body("data[0].subjectType", equalTo("note"))
        .body("data[0].before", equalTo("OPEN"))
        .body("data[0].after", equalTo("DONE"))
        .body("data[0].reason", equalTo("ok"))
        .body("data[0].changeReference", equalTo("C1"))
        .body("data[0].address", equalTo("10.0.0.1"));
  }

  @Test
  void deeds_are_found_by_actor_newest_first_and_page_by_page() {
    var actor = Actor.system(UUID.randomUUID().toString());
    record(actor, Deed.of("first", "note", 1));
    record(actor, Deed.of("second", "note", 2));
    var path = "/admin/registry/audit?limit=1&actor=" + actor.name();
    var first = as(Tokens.centralIt()).get(path);
    first.then().body("data.action[0]", equalTo("second"));

    var cursor = first.jsonPath().getString("pagination.cursor");
    var second = as(Tokens.centralIt()).queryParam("cursor", cursor).get(path);

    second.then().body("data.action[0]", equalTo("first")).body("pagination.cursor", equalTo(null));
  }

  @Test
  void without_a_filter_all_is_listed() {
    record(ACTOR, Deed.of("done", "note", 1));

    as(Tokens.auditor()).get("/admin/registry/audit?limit=1").then().body("data", hasSize(1));
  }

  @Test
  @Tag("REST-19")
  void only_central_it_and_auditors_of_this_service_may_read_it() {
    problem(as(Tokens.developer()).get("/admin/registry/audit"), 403, "forbidden");
    problem(as(Tokens.auditor()).get("/admin/health/audit"), 404, "not-found");
  }

  @Test
  void history_cannot_be_rewritten() {
    try (var service = Database.replica()) {
      assertThatThrownBy(() -> service.execute("update audit_entry set actor = 'nobody'"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> service.execute("delete from audit_entry"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void a_deed_that_is_rolled_back_was_never_done() {
    var id = UUID.randomUUID();
    assertThatThrownBy(
            () ->
                call(
                    () ->
                        Panache.withTransaction(
                            () ->
                                audit
                                    .record(ACTOR, Deed.of("undone", "note", id))
                                    .onItem()
                                    .failWith(() -> new IllegalStateException("no")))))
        .hasMessage("no");

    try (var database = Database.replica()) {
      assertThat(
              database.one("select count(*) from audit_entry where subject_id = ?", id.toString()))
          .isEqualTo("0");
    }
  }

  private void record(Actor actor, Deed deed) {
    call(() -> Panache.withTransaction(() -> audit.record(actor, deed)));
  }
}
