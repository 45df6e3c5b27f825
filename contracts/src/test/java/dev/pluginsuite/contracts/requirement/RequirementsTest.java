package dev.pluginsuite.contracts.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether each requirement has its test, and each tag its requirement. */
class RequirementsTest {
  private static final String LIST =
      """
      # Doors
      DOOR-1 A door opens.
      DOOR-2 A door closes.
      """;

  @TempDir Path root;

  @Test
  void a_requirement_without_a_test_is_a_fault() {
    var requirements = new Requirements(LIST, List.of(shows("DOOR-1")));

    assertThat(requirements.faults()).containsExactly("No test shows DOOR-2: A door closes.");
  }

  @Test
  void a_tag_that_names_no_requirement_is_a_fault() {
    var requirements =
        new Requirements(LIST, List.of(shows("DOOR-1"), shows("DOOR-2"), shows("DOOR-3")));

    assertThat(requirements.faults())
        .containsExactly("DoorTest.it_moves is tagged with DOOR-3, which is no requirement");
  }

  @Test
  void what_is_there_twice_or_is_no_line_is_a_fault() {
    var requirements =
        new Requirements(
            LIST + "DOOR-1 Again.\nwindows too\n", List.of(shows("DOOR-1"), shows("DOOR-2")));

    assertThat(requirements.faults())
        .containsExactly("DOOR-1 is there twice", "No requirement: windows too");
  }

  @Test
  void the_page_names_section_sentence_and_test() {
    var page = new Requirements(LIST, List.of(shows("DOOR-1"), shows("DOOR-2"))).page();

    assertThat(page)
        .contains("## Doors")
        .contains("| DOOR-1 | A door opens. | [DoorTest.it\\_moves](../house/DoorTest.java) |");
  }

  @Test
  void tags_are_read_from_tests_and_only_from_those_that_run() throws IOException {
    var folder = Files.createDirectories(root.resolve("house/src/test/java"));
    Files.writeString(
        folder.resolve("DoorTest.java"),
        """
        @Tag("DOOR-9")
        class DoorTest {
          @Test @Tag("DOOR-1") @Tag("DOOR-2") void opens() {}
          @Test @Disabled @Tag("DOOR-3") void creaks() {}
          @Tag("DOOR-4") void helps() {}
        }
        @Tag("DOOR-5")
        class Helper { void helps() {} }
        """);

    assertThat(TestTags.in(root))
        .extracting(TaggedTest::requirement, TaggedTest::name)
        .containsExactly(
            tuple("DOOR-9", "DoorTest"),
            tuple("DOOR-1", "DoorTest.opens"),
            tuple("DOOR-2", "DoorTest.opens"));
  }

  private static TaggedTest shows(String requirement) {
    return new TaggedTest(requirement, Path.of("house/DoorTest.java"), "DoorTest.it_moves");
  }
}
