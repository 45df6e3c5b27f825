package dev.pluginsuite.registry.subscriptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.registry.channels.Channel;
import dev.pluginsuite.registry.notices.NoticeType;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.subscriptions.Subscription.Wish;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The body that makes or changes a subscription.
 *
 * @param url of a webhook
 * @param address of a mailbox
 * @param pluginIds whole ids, or beginnings before an asterisk
 * @param active absent for true
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubscriptionRequest(
    @NotNull Channel channel,
    @NotBlank
        @Size(max = 128)
        @Pattern(regexp = "\\P{Cc}*+", message = "must not have control characters")
        String name,
    @Size(max = 2000) @Nullable String url,
    @Size(max = 254)
        @Pattern(
            regexp = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}+@[A-Za-z0-9.-]{1,189}+",
            message = "must be an e-mail address")
        @Nullable String address,
    @NotEmpty @Size(max = 100) Set<@NotNull NoticeType> types,
    @Size(max = 100) @Nullable Set<@NotBlank @Size(max = 64) String> registryIds,
    @Size(max = 100)
        @Nullable
            Set<
                @Pattern(
                    regexp = "[a-z0-9-]{1,64}+\\*?+",
                    message = "must be a plugin id, or its beginning and an asterisk")
                String>
            pluginIds,
    @Size(max = 100) @Nullable Set<@NotBlank @Size(max = 64) String> siteIds,
    @Nullable Boolean active) {

  /** What it asks for, if whoever asks may be told that. */
  Wish wish(Reach reach) {
    requireKnown(reach);
    var interest =
        new Interest(
            types.stream().map(NoticeType::wireName).collect(Collectors.toUnmodifiableSet()),
            orNone(registryIds),
            orNone(pluginIds),
            orNone(siteIds));
    return new Wish(channel, name, target(), interest, active == null || active);
  }

  private String target() {
    return switch (channel) {
      case WEBHOOK -> url(only("url", url, "address", address));
      case EMAIL -> only("address", address, "url", url);
    };
  }

  private String only(
      String wanted, @Nullable String value, String unwanted, @Nullable String other) {
    if (value == null || other != null) {
      throw RegistryProblem.INVALID_SUBSCRIPTION.because(
          "A subscription by %s has %s and no %s.".formatted(channel, wanted, unwanted),
          List.of(new FieldError(value == null ? wanted : unwanted, "does not fit the channel")));
    }
    return value;
  }

  private static String url(String text) {
    try {
      return new URI(text).toString();
    } catch (URISyntaxException e) {
      throw RegistryProblem.INVALID_SUBSCRIPTION.because(
          "The webhook's address is no URL.", List.of(new FieldError("url", "must be a URL")));
    }
  }

  private void requireKnown(Reach reach) {
    var types = this.types.stream().filter(it -> !reach.knows(it)).map(NoticeType::wireName);
    var sites = orNone(siteIds).stream().filter(it -> !reach.covers(it));
    var errors =
        Stream.concat(
                types.map(it -> new FieldError("types", "you are never told of " + it)),
                sites.map(it -> new FieldError("siteIds", it + " is not a site of yours")))
            .sorted(Comparator.comparing(FieldError::message))
            .toList();
    if (!errors.isEmpty()) {
      throw RegistryProblem.INVALID_SUBSCRIPTION.because(
          "You may not be told all of this.", errors);
    }
  }

  private static Set<String> orNone(@Nullable Set<String> ids) {
    return Objects.requireNonNullElse(ids, Set.of());
  }
}
