package dev.pluginsuite.common.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one operation.
 *
 * @param answers an example body for each status of success; null where there is no JSON body
 * @param problems for each refusal its detail by way of example, or the members it has
 */
record Answers(Map<String, @Nullable Object> answers, Map<String, Object> problems) {}
