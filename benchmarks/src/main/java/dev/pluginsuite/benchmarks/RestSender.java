package dev.pluginsuite.benchmarks;

import dev.pluginsuite.benchmarks.Changes.Sender;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Registers as a user does: through the gateway. */
final class RestSender implements Sender {
  private static final String PATH = "/admin/plugin-registry/registries";
  private static final int CREATED = 201;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final RunningSuite suite;

  RestSender(RunningSuite suite) {
    this.suite = suite;
  }

  @Override
  public CompletableFuture<Boolean> send(String registryId)
      throws IOException, InterruptedException {
    var body = Api.json().put("id", registryId).put("type", "DEVELOPER").put("name", "Benchmark");
    var request =
        HttpRequest.newBuilder(suite.api(PATH))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + suite.tokens().of(User.CENTRAL_IT))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    return http.sendAsync(request, BodyHandlers.discarding())
        .thenApply(answer -> answer.statusCode() == CREATED);
  }
}
