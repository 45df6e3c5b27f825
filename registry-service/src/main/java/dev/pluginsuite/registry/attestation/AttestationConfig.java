package dev.pluginsuite.registry.attestation;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The keys this service signs with, and the root-signed document that vouches for them. */
@ConfigMapping(prefix = "suite.attestation")
interface AttestationConfig {
  /** For people's approvals. Ed25519, PKCS #8 in base64. */
  Path privateKeyFile();

  /** For approvals by policy in DEVELOPER registries; without it there are none. */
  Optional<Path> developerKeyFile();

  /** JSON of the DSSE envelope around the key set, made offline with the root key. */
  Path keySetFile();
}
