package io.edgeward.gateway.api;

import io.edgeward.core.enforcement.Engine;
import io.edgeward.core.enforcement.EventLog;
import io.edgeward.core.facet.Facets;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.settings.SettingsLanguage;
import io.edgeward.gateway.doctor.Doctor;
import io.edgeward.gateway.hardening.Hardening;

/**
 * What stands behind the interface.
 *
 * @param version of Edgeward
 */
public record Services(
        String version,
        Platform platform,
        Facets facets,
        SettingsLanguage language,
        Engine engine,
        Hardening hardening,
        EventLog events,
        Doctor doctor) {}
