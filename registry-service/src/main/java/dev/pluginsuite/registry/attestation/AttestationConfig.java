package dev.pluginsuite.registry.attestation;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** The key this service signs approvals with, and the root-signed document that vouches for it. */
@ConfigMapping(prefix = "suite.attestation")
interface AttestationConfig {
  /** Ed25519, PKCS #8 in base64. */
  Path privateKeyFile();

  /** JSON of the DSSE envelope around the key set, made offline with the root key. */
  Path keySetFile();
}
