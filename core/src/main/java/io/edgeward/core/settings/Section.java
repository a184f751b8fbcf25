package io.edgeward.core.settings;

/**
 * One part of the settings document: where it stands, its record and what it is when left out.
 *
 * @param at JSON Pointer of the section
 * @param description one sentence, for schema and reference
 */
public record Section(
        String at, String description, Class<? extends Record> type, Record defaults) {}
