package io.edgeward.facets;

import io.edgeward.core.facet.Facets;
import io.edgeward.facets.firewall.FirewallFacet;
import io.edgeward.facets.localconsole.LocalConsoleFacet;
import io.edgeward.facets.ssh.SshFacet;
import java.util.List;

/** The one list of the facets that ship. */
public final class AllFacets {
    private AllFacets() {}

    public static Facets list() {
        return new Facets(List.of(new SshFacet(), new LocalConsoleFacet(), new FirewallFacet()));
    }
}
