package dev.pluginsuite.installation.licence;

/**
 * Why a licence does not do, and what would make it do.
 *
 * @param because the rest of a sentence that begins with the licence
 * @param remedy a sentence of its own
 */
public record Refusal(LicenceCode code, String because, String remedy) {}
