package dev.pluginsuite.validation.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import com.github.packageurl.PackageURLBuilder;
import dev.pluginsuite.validation.manifest.SpdxLicenses;
import dev.pluginsuite.validation.npm.NpmComponent;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.license.Expression;

/** Writes bills of materials: the plugin, its npm libraries, and that it depends on them. */
public final class SbomWriter {
  private static final String FOUND_IN = "pluginsuite:foundIn";

  private final SpdxLicenses licences = SpdxLicenses.bundled();

  public Sbom write(SbomSubject subject, List<NpmComponent> components) {
    var plugin = plugin(subject);
    var bom = new Bom();
    bom.setSerialNumber("urn:uuid:" + subject.validationId());
    var metadata = new Metadata();
    metadata.setTimestamp(Date.from(subject.createdAt()));
    metadata.setComponent(plugin);
    bom.setMetadata(metadata);
    var needs = new Dependency(plugin.getBomRef());
    for (var component : components) {
      bom.addComponent(library(component));
      needs.addDependency(new Dependency(component.purl()));
    }
    bom.addDependency(needs);
    return new Sbom(subject, json(bom), components);
  }

  private static String json(Bom bom) {
    try {
      return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString();
    } catch (GeneratorException e) {
      throw new IllegalStateException("Cannot write a bill of materials", e);
    }
  }

  private Component plugin(SbomSubject subject) {
    var plugin = new Component();
    var purl = purl(subject);
    plugin.setType(Component.Type.APPLICATION);
    plugin.setName(subject.pluginId());
    plugin.setVersion(subject.version());
    plugin.setDescription(subject.name());
    plugin.setPurl(purl);
    plugin.setBomRef(purl);
    plugin.addHash(new Hash(Hash.Algorithm.SHA_256, subject.checksum()));
    Optional.ofNullable(subject.licence()).map(this::licence).ifPresent(plugin::setLicenses);
    return plugin;
  }

  private Component library(NpmComponent it) {
    var library = new Component();
    var slash = it.name().indexOf('/');
    library.setType(Component.Type.LIBRARY);
    library.setGroup(slash < 0 ? null : it.name().substring(0, slash));
    library.setName(it.name().substring(slash + 1));
    library.setVersion(it.version());
    library.setPurl(it.purl());
    library.setBomRef(it.purl());
    Optional.ofNullable(it.licence()).map(this::licence).ifPresent(library::setLicenses);
    Optional.ofNullable(it.integrity()).flatMap(SbomWriter::hash).ifPresent(library::addHash);
    var foundIn = new Property();
    foundIn.setName(FOUND_IN);
    foundIn.setValue(it.foundIn());
    library.setProperties(List.of(foundIn));
    return library;
  }

  /** An id, an expression of ids, or words of its own. */
  private LicenseChoice licence(String declared) {
    var choice = new LicenseChoice();
    var known = licences.spelledLike(declared);
    if (known.isEmpty() && isExpression(declared)) {
      choice.setExpression(new Expression(declared));
      return choice;
    }
    var licence = new License();
    known.ifPresentOrElse(licence::setId, () -> licence.setName(declared));
    choice.addLicense(licence);
    return choice;
  }

  private boolean isExpression(String declared) {
    var words = declared.replaceAll("[()]", " ").strip().split("\\s+", -1);
    for (var i = 0; i < words.length; i++) {
      var isGood =
          i % 2 == 0 ? licences.knows(words[i]) : words[i].equals("OR") || words[i].equals("AND");
      if (!isGood) {
        return false;
      }
    }
    return words.length % 2 == 1;
  }

  /** The first hash of npm's integrity, which is in Base64. */
  private static Optional<Hash> hash(String integrity) {
    var first = integrity.strip().split("\\s+", 2)[0];
    var algorithm =
        first.startsWith("sha512-")
            ? Hash.Algorithm.SHA_512
            : first.startsWith("sha1-") ? Hash.Algorithm.SHA1 : null;
    if (algorithm == null) {
      return Optional.empty();
    }
    try {
      var bytes = Base64.getDecoder().decode(first.substring(first.indexOf('-') + 1));
      var length = algorithm == Hash.Algorithm.SHA1 ? 20 : 64;
      return bytes.length == length
          ? Optional.of(new Hash(algorithm, HexFormat.of().formatHex(bytes)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String purl(SbomSubject subject) {
    try {
      return PackageURLBuilder.aPackageURL()
          .withType(PackageURL.StandardTypes.GENERIC)
          .withName(subject.pluginId())
          .withVersion(subject.version())
          .withQualifier("checksum", "sha256:" + subject.checksum())
          .build()
          .canonicalize();
    } catch (MalformedPackageURLException e) {
      throw new IllegalStateException("A plugin's id makes no purl: " + subject.pluginId(), e);
    }
  }
}
