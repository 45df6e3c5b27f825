/** What the tests of every service share: real infrastructure, tokens, a look at the topics. */
@NullMarked
package dev.pluginsuite.common.testing;

import org.jspecify.annotations.NullMarked;
