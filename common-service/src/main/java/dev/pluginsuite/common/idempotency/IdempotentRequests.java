package dev.pluginsuite.common.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Caller;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Reads the identity of the current request. */
@RequestScoped
public class IdempotentRequests {
  private static final int LONGEST_KEY = 255;
  private static final String MAC = "HmacSHA256";

  private final Caller caller;
  private final HttpServerRequest request;
  private final ObjectWriter json;

  IdempotentRequests(Caller caller, HttpServerRequest request, ObjectMapper json) {
    this.caller = caller;
    this.request = request;
    // A writer shares the mapper's knowledge of classes; a copy would learn it again per request.
    this.json = json.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  }

  public IdempotentRequest of(@Nullable Object body) {
    var key = key();
    return new IdempotentRequest(
        caller.principal(),
        request.method().name(),
        request.path(),
        key == null ? null : hash(key),
        key == null ? "" : hash(key, body));
  }

  private @Nullable String key() {
    var key = request.getHeader("Idempotency-Key");
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw CommonProblem.INVALID_REQUEST.because(
          "The idempotency key has a wrong length.",
          List.of(
              new FieldError(
                  "Idempotency-Key", "must have 1 to %d characters".formatted(LONGEST_KEY))));
    }
    return key;
  }

  private static String hash(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String hash(String key, @Nullable Object body) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), MAC));
      return HexFormat.of().formatHex(mac.doFinal(json.writeValueAsBytes(body)));
    } catch (GeneralSecurityException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
