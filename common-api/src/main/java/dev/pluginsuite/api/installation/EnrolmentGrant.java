package dev.pluginsuite.api.installation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/**
 * All an agent needs to work for its site; answered once, for a one-time token.
 *
 * @param apiUrl base of the REST API, with {@code /api/v1}
 * @param kafka client properties with the site's own principal
 * @param topic the site's desired state
 * @param tokenUrl of the OIDC client-credentials grant
 * @param rootKey Ed25519 public key (X.509, base64) that signs the key set; to be pinned
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EnrolmentGrant(
    String siteId,
    String apiUrl,
    Map<String, String> kafka,
    String topic,
    String tokenUrl,
    String clientId,
    String clientSecret,
    String rootKey) {}
