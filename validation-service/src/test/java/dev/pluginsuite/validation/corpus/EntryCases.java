package dev.pluginsuite.validation.corpus;

import static dev.pluginsuite.validation.corpus.RawTar.good;
import static dev.pluginsuite.validation.corpus.RawTar.record;

import java.util.function.Supplier;
import java.util.stream.Stream;

/** Links, devices and privileges. */
final class EntryCases {
  private static final String LINK = "archive-link";

  private EntryCases() {}

  static Stream<HostileCase> all() {
    return Stream.of(links(), special(), sparse(), privileged()).flatMap(it -> it);
  }

  private static Stream<HostileCase> links() {
    return Stream.of(
        link("out", good -> good.symlink("dist/l", "../../etc/passwd"), "../../etc/passwd"),
        link("absolute", good -> good.symlink("l", "/etc/passwd"), "/etc/passwd"),
        link("out and in again", good -> good.symlink("l", "../x/README.md"), "../x/README.md"),
        link("Windows' parent", good -> good.symlink("l", "..\\..\\x"), "..\\..\\x"),
        link("drive", good -> good.symlink("l", "C:\\x"), "C:\\x"),
        link("to a folder", good -> good.symlink("l", "dist"), "a link to dist"),
        link("to the package", good -> good.symlink("l", "."), "a link to ."),
        link("to nothing", good -> good.symlink("l", "nowhere"), "nowhere"),
        link("to itself", good -> good.symlink("l", "l"), "a link to l"),
        link("in a circle", good -> good.symlink("l", "m").symlink("m", "l"), "a link to m"),
        link("chain out", good -> good.symlink("l", "m").symlink("m", "../x"), "a link to m"),
        link("without a target", good -> good.symlink("l", ""), "a link to nothing"),
        link("by pax", good -> good.pax(record("linkpath", "../x")).symlink("l", "x"), "../x"),
        link("by GNU", good -> good.extended('K', "../x\0").symlink("l", "x"), "../x"),
        link("hard, out", good -> good.hardLink("l", "../x"), "../x"),
        link("hard, absolute", good -> good.hardLink("l", "/etc/shadow"), "/etc/shadow"),
        link("hard, from its folder", good -> good.hardLink("dist/l", "index.js"), "index.js"),
        link("hard, to a link", good -> good.symlink("l", "m").hardLink("h", "l"), "a link to l"),
        link("to a file", good -> good.symlink("dist/l", "../README.md"), "../README.md"),
        link("hard, to a file", good -> good.hardLink("l", "dist/index.js"), "dist/index.js"),
        link("written through", good -> good.symlink("l", "/etc").file("l/passwd", "x"), "/etc"),
        link("replaced by a file", good -> good.symlink("l", "README.md").file("l", "x"), "a link"),
        link("in place of a file", good -> good.symlink("dist/index.js", "../x"), "../x"),
        link("Latin-1", good -> good.add(RawHeader.of('2', "l").at(157, (byte) 0xE9)), "\u00e9"),
        link("endless", good -> good.extended('K', "n".repeat(60_000)).symlink("l", "x"), "nnn"));
  }

  private static Stream<HostileCase> special() {
    return Stream.of(
        kind("character device", '3', "device"),
        kind("block device", '4', "device"),
        kind("pipe", '6', "pipe"),
        kind("contiguous file", '7', "unknown kind"),
        kind("Solaris' attributes", 'X', "unknown kind"),
        kind("GNU's list of a folder", 'D', "unknown kind"),
        kind("GNU's next volume", 'M', "unknown kind"),
        kind("GNU's volume name", 'V', "unknown kind"),
        kind("nobody's", 'Z', "unknown kind"),
        of(
            "kind: socket by its mode",
            () -> good().add(RawHeader.file("s").mode(0140755)),
            "archive-special-file",
            "socket"),
        of(
            "kind: device by its mode",
            () -> good().add(RawHeader.file("d").mode(0020666)),
            "archive-special-file",
            "device"));
  }

  private static Stream<HostileCase> sparse() {
    return Stream.of(
        of(
            "sparse: GNU's old",
            () -> good().add(RawHeader.of('S', "s").gnu()),
            "archive-special-file",
            "unknown kind"),
        sparse("0.1", 'x', record("GNU.sparse.map", "0,1")),
        sparse("1.0", 'x', record("GNU.sparse.major", "1") + record("GNU.sparse.minor", "0")),
        sparse("with another name", 'x', record("GNU.sparse.name", "../../x")),
        sparse("with another size", 'x', record("GNU.sparse.realsize", "99999999999")),
        sparse("for all that follow", 'g', record("GNU.sparse.major", "1")),
        of(
            "sparse: map in the header",
            () -> good().add(RawHeader.file("s").gnu().at(386, "00000000001\0")),
            "archive-malformed",
            "sparse"));
  }

  private static Stream<HostileCase> privileged() {
    return Stream.of(
        mode("setuid", '0', "x", 04755),
        mode("setgid", '0', "x", 02755),
        mode("both", '0', "x", 06777),
        mode("setuid with a kind", '0', "x", 0104755),
        mode("setgid folder", '5', "lib/", 02775),
        of(
            "privilege: setuid under a name that is refused",
            () -> good().add(RawHeader.file("../x").mode(04755)),
            "archive-path-traversal,archive-setuid",
            ""),
        privilege("capability", 'x', "SCHILY.xattr.security.capability"),
        privilege("capability as BSD writes it", 'x', "LIBARCHIVE.xattr.security.capability"),
        privilege("capability of all that follow", 'g', "SCHILY.xattr.security.capability"));
  }

  /** A step in building an archive. */
  private interface Addition {
    RawTar to(RawTar good);
  }

  private static HostileCase link(String trick, Addition link, String says) {
    return of("link: " + trick, () -> link.to(good()), LINK, says);
  }

  private static HostileCase kind(String trick, char type, String says) {
    return of(
        "kind: " + trick, () -> good().add(RawHeader.of(type, "x")), "archive-special-file", says);
  }

  private static HostileCase sparse(String trick, char type, String records) {
    return of(
        "sparse: " + trick,
        () -> good().extended(type, records).file("s", "x"),
        "archive-special-file",
        "sparse");
  }

  private static HostileCase mode(String trick, char type, String name, int mode) {
    return of(
        "privilege: " + trick,
        () -> good().add(RawHeader.of(type, name).mode(mode)),
        "archive-setuid",
        "setuid");
  }

  private static HostileCase privilege(String trick, char type, String key) {
    return of(
        "privilege: " + trick,
        () -> good().extended(type, record(key, "\u0001\0\0\u0002")).file("x", "x"),
        "archive-setuid",
        "capabilities");
  }

  private static HostileCase of(String name, Supplier<RawTar> tar, String rules, String says) {
    return HostileCase.of(name, tar, rules, says);
  }
}
