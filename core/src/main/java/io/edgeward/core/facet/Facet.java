package io.edgeward.core.facet;

import io.edgeward.core.platform.Observation;
import io.edgeward.core.settings.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that can be set and secured.
 *
 * @param <S> its settings: a record, the section of the document at {@link #at()}
 * @param <T> its state: a record, what is really there; a fact that could not be observed is empty
 */
public interface Facet<S extends Record, T extends Record> {
    /** The one name of this facet everywhere but in file names, as {@code localConsole}. */
    String id();

    /** Its name for people, as "Local console". */
    String title();

    /** One sentence: what it is and what it is good for. */
    String description();

    /** JSON Pointer of its section, in the settings and in the observed state alike. */
    String at();

    Class<S> settingsType();

    S defaults();

    /** Settings worth showing; every one is valid. */
    List<S> examples();

    /** Whether the thing is switched on. */
    boolean on(S settings);

    /** The settings in a few words for the operator's eye, as "on, port 22". */
    String says(S settings);

    /**
     * What is wrong with settings that needs no machine to be seen; pointers begin at the section.
     */
    default List<Problem> check(S settings) {
        return List.of();
    }

    /** What is wrong with settings on this very machine; pointers begin at the section. */
    default List<Problem> checkOn(S settings, Observation observation) {
        return List.of();
    }

    /**
     * The files of a generation that these settings mean: path to content, always the same bytes
     * for the same input.
     *
     * @param exposures what all facets together expose
     */
    Map<String, String> render(S settings, List<Exposure> exposures);

    /** What is really there. */
    T read(Observation observation);

    /**
     * How the state differs from what the settings want, in sentences; empty when it is as wanted.
     * A fact that could not be observed is a difference: what was not seen is not verified.
     *
     * @param exposures what all facets together expose
     */
    List<String> differences(S settings, T state, List<Exposure> exposures);

    /** The settings that describe what is found on a machine that Edgeward did not set up. */
    S adopt(Observation observation);

    /** What these settings let the network reach on the gateway itself. */
    default List<Exposure> exposes(S settings) {
        return List.of();
    }

    /** Whether these settings leave a way open by which the owner can manage the gateway. */
    default Optional<Way> way(S settings) {
        return Optional.empty();
    }

    /** What going from one to the other may do to people who are connected. */
    Risk risk(S before, S after);
}
