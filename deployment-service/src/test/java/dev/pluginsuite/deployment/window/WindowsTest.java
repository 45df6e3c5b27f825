package dev.pluginsuite.deployment.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.installation.MaintenanceWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against an oracle that looks at the clock on the wall minute by minute. */
class WindowsTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final int SCHEDULES = 10_000;
  private static final Instant SAMOA_SKIPS_A_DAY = Instant.parse("2011-12-01T00:00:00Z");
  private static final int SCHEDULES_OF_A_WALK = 50;

  /** Of every so many schedules all openings are looked at, of the others one. */
  private static final int ALL_OF_THEM = 10;

  private static final int MINUTES = 26 * 60;
  private static final int LONGEST = 26 * 60;

  /** Changes at night, at midnight, by half an hour, by a whole day, and none at all. */
  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "America/New_York",
          "America/Santiago",
          "America/Havana",
          "America/St_Johns",
          "Africa/Cairo",
          "Africa/Casablanca",
          "Asia/Beirut",
          "Asia/Tehran",
          "Asia/Kathmandu",
          "Australia/Lord_Howe",
          "Australia/Adelaide",
          "Pacific/Apia",
          "Pacific/Chatham",
          "Antarctica/Troll",
          "UTC");

  private final Random random = new Random(20261128);

  @Test
  void no_minute_is_open_that_the_clock_on_the_wall_does_not_say() {
    var opened = 0;
    for (var i = 0; i < SCHEDULES / SCHEDULES_OF_A_WALK; i++) {
      opened += walk(new Wall(random), new Wall(random));
    }
    assertThat(opened).isGreaterThan(SCHEDULES / 4);
  }

  /** Past a change of the first clock. Answers how many schedules were open at all. */
  private int walk(Wall first, Wall second) {
    var from = first.nearAChange(random).minus(Duration.ofMinutes(random.nextInt(24 * 60)));
    first.walk(from);
    second.walk(from);
    var opened = 0;
    for (var i = 0; i < SCHEDULES_OF_A_WALK; i++) {
      var plans = random.nextBoolean() ? List.of(plan(first)) : List.of(plan(first), plan(second));
      var expected = wall(plans);

      if (i % ALL_OF_THEM == 0) {
        assertThat(openings(plans, from)).as("%s from %s", plans, from).isEqualTo(expected);
      } else {
        assertNext(plans, from, random.nextInt(MINUTES), expected);
      }
      opened += expected.isEmpty() ? 0 : 1;
    }
    return opened;
  }

  /** Asked at any minute, the next opening is as long as the clock on the wall says. */
  private static void assertNext(List<Plan> plans, Instant from, int at, BitSet expected) {
    var windows = Windows.of(plans.stream().map(Plan::window).toList());
    var next = windows.next(from.plus(Duration.ofMinutes(at)), Duration.ZERO).orElse(null);
    var opens = expected.nextSetBit(at);
    var found = next == null ? MINUTES : Math.max(at, minute(from, next.opensAt()));
    var what = "%s from %s at %d".formatted(plans, from, at);
    assertThat(found < MINUTES ? found : -1).as(what).isEqualTo(opens);
    if (next != null && opens >= 0) {
      assertThat(Math.min(MINUTES, minute(from, next.closesAt())))
          .as(what)
          .isEqualTo(Math.min(MINUTES, expected.nextClearBit(opens)));
    }
  }

  /** Every minute that is within some opening. */
  private static BitSet openings(List<Plan> plans, Instant from) {
    var windows = Windows.of(plans.stream().map(Plan::window).toList());
    var end = from.plus(Duration.ofMinutes(MINUTES));
    var open = new BitSet();
    var next = windows.next(from, Duration.ZERO);
    while (next.isPresent() && next.get().opensAt().isBefore(end)) {
      var it = next.get();
      open.set(minute(from, it.opensAt()), minute(from, it.closesAt()));
      next = windows.next(it.closesAt(), Duration.ZERO);
    }
    return open.get(0, MINUTES);
  }

  private static int minute(Instant from, Instant it) {
    return (int) Math.max(0, Duration.between(from, it).toMinutes());
  }

  private static BitSet wall(List<Plan> plans) {
    var open = new BitSet();
    for (var plan : plans) {
      for (var i = -plan.minutes; i < MINUTES; i++) {
        if (plan.shows(i)) {
          open.set(Math.max(0, i), Math.max(0, i + plan.minutes));
        }
      }
    }
    return open.get(0, MINUTES);
  }

  private Plan plan(Wall wall) {
    return new Plan(
        values(0, 59, random.nextInt(4) == 0 ? 3 : 1),
        values(0, 23, random.nextInt(50) == 0 ? 24 : 2),
        random.nextInt(3) == 0 ? values(1, 31, 15) : null,
        random.nextInt(4) == 0 ? values(1, 12, 9) : null,
        random.nextInt(3) == 0 ? values(0, 6, 5) : null,
        15 + random.nextInt(random.nextInt(10) == 0 ? LONGEST - 15 : 4 * 60),
        wall);
  }

  private SortedSet<Integer> values(int low, int high, int most) {
    return random
        .ints(1 + random.nextInt(most), low, high + 1)
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A cron expression as the sets that it stands for; null stands for all. */
  private record Plan(
      SortedSet<Integer> minute,
      SortedSet<Integer> hour,
      @Nullable SortedSet<Integer> day,
      @Nullable SortedSet<Integer> month,
      @Nullable SortedSet<Integer> weekday,
      int minutes,
      Wall wall) {

    MaintenanceWindow window() {
      var cron = String.join(" ", text(minute), text(hour), text(day), text(month), text(weekday));
      return new MaintenanceWindow(cron, Duration.ofMinutes(minutes), wall.zone.getId());
    }

    private static String text(@Nullable SortedSet<Integer> values) {
      return values == null
          ? "*"
          : values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    boolean shows(int at) {
      var clock = wall.clocks[at + LONGEST];
      return minute.contains(clock.getMinute())
          && hour.contains(clock.getHour())
          && (month == null || month.contains(clock.getMonthValue()))
          && isDay(clock);
    }

    /** Where both are given, either will do: so says cron. */
    private boolean isDay(ZonedDateTime clock) {
      var isWeekday = weekday != null && weekday.contains(clock.getDayOfWeek().getValue() % 7);
      var isDay = day != null && day.contains(clock.getDayOfMonth());
      return (day == null && weekday == null) || isDay || isWeekday;
    }
  }

  /** A clock, minute by minute. */
  private static final class Wall {
    private final ZoneId zone;
    private final ZonedDateTime[] clocks = new ZonedDateTime[LONGEST + MINUTES];

    Wall(Random random) {
      zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    }

    @Override
    public String toString() {
      return zone.getId();
    }

    /** Some change of it, if there is any. */
    Instant nearAChange(Random random) {
      var samoa = "Pacific/Apia".equals(zone.getId()) && random.nextBoolean();
      var after =
          samoa
              ? SAMOA_SKIPS_A_DAY
              : BEGIN.plus(Duration.ofMinutes(random.nextInt(2 * 365 * 1440)));
      var change = zone.getRules().nextTransition(after);
      return change == null ? after : change.getInstant();
    }

    void walk(Instant from) {
      for (var i = 0; i < clocks.length; i++) {
        clocks[i] = from.plusSeconds((i - LONGEST) * 60L).atZone(zone);
      }
    }
  }

  @Test
  void a_time_that_does_not_come_does_not_open_and_one_that_comes_twice_opens_twice() {
    var windows = windows("30 2 * * *", "PT30M", "Europe/Berlin");

    assertThat(next(windows, "2026-03-29T00:00:00Z", 0)).isEqualTo("2026-03-30T00:30:00Z");
    assertThat(next(windows, "2026-10-24T23:00:00Z", 0)).isEqualTo("2026-10-25T00:30:00Z");
    assertThat(next(windows, "2026-10-25T01:00:00Z", 0)).isEqualTo("2026-10-25T01:30:00Z");
  }

  @Test
  void an_opening_with_less_than_the_margin_left_is_not_one_any_more() {
    var windows = windows("0 22 * * *", "PT2H", "UTC");

    assertThat(next(windows, "2026-05-01T23:54:59Z", 5)).isEqualTo("2026-05-01T22:00:00Z");
    assertThat(next(windows, "2026-05-01T23:55:00Z", 5)).isEqualTo("2026-05-02T22:00:00Z");
  }

  @Test
  void windows_that_touch_are_one() {
    var windows =
        Windows.of(
            List.of(window("0 20 * * *", "PT2H", "UTC"), window("0 22 * * *", "PT1H", "UTC")));

    assertThat(windows.next(Instant.parse("2026-05-01T21:00:00Z"), Duration.ofMinutes(90)))
        .contains(
            new Opening(
                Instant.parse("2026-05-01T20:00:00Z"), Instant.parse("2026-05-01T23:00:00Z")));
  }

  @Test
  void one_that_is_always_open_is_looked_at_again_later() {
    var now = Instant.parse("2026-05-01T21:00:00Z");
    var windows = windows("* * * * *", "PT1H", "UTC");

    var open = windows.next(now, Duration.ofMinutes(5)).orElseThrow();

    assertThat(open.opensAt()).isBefore(now);
    assertThat(open.closesAt()).isAfter(now.plus(Duration.ofHours(6)));
  }

  @Test
  void what_never_opens_is_no_opening_and_a_leap_day_is_found() {
    assertThat(windows("0 0 30 2 *", "PT1H", "UTC").next(BEGIN, Duration.ZERO)).isEmpty();
    assertThat(next(windows("0 0 29 2 *", "PT1H", "Europe/Berlin"), BEGIN.toString(), 0))
        .isEqualTo("2028-02-28T23:00:00Z");
  }

  @Test
  void what_cannot_be_read_is_an_error() {
    for (var bad : List.of("", "0 25 * * *", "* * * * * *", "often")) {
      assertThatThrownBy(() -> windows(bad, "PT1H", "UTC")).isInstanceOf(RuntimeException.class);
    }
  }

  private static String next(Windows windows, String now, int margin) {
    return windows
        .next(Instant.parse(now), Duration.ofMinutes(margin))
        .orElseThrow()
        .opensAt()
        .toString();
  }

  private static Windows windows(String cron, String duration, String zone) {
    return Windows.of(List.of(window(cron, duration, zone)));
  }

  private static MaintenanceWindow window(String cron, String duration, String zone) {
    return new MaintenanceWindow(cron, Duration.parse(duration), zone);
  }

  /** Kept apart from the walk: how many steps a busy schedule costs. */
  @Test
  void busy_windows_are_cheap_to_ask() {
    var busy = new ArrayList<MaintenanceWindow>();
    IntStream.range(0, 10).forEach(i -> busy.add(window("* * * * *", "PT15M", "Europe/Berlin")));
    var windows = Windows.of(busy);

    assertThat(windows.next(BEGIN, Duration.ofMinutes(5))).isPresent();
  }
}
