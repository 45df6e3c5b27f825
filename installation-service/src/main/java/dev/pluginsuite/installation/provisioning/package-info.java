/** What every site gets outside of the database: topic, login, access rule and OIDC client. */
@NullMarked
package dev.pluginsuite.installation.provisioning;

import org.jspecify.annotations.NullMarked;
