package dev.pluginsuite.installation.licence;

/**
 * What is made of a licence already.
 *
 * @param taken seats
 * @param here whether one of them is that of the site in question
 * @param otherTrial whether the site has tried the plugin under another licence
 */
public record Use(long taken, boolean here, boolean otherTrial) {}
