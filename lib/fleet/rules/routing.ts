import { FleetModel } from '../model';
import { compareText } from '../names';

/** Why addresses of two clusters must differ. */
export interface Route {
  /** A cluster that routes to both, one of the two where they share a domain. */
  readonly router: string;
  /** The domain that both share, or the two by which the router reaches each of them. */
  readonly domains: readonly string[];
}

/** Who routes to whom. Domains are sets, not a partition: a cluster in two of them routes to the clusters of both. */
export class Routing {
  private readonly domainsOf = new Map<string, string[]>();
  private readonly members = new Map<string, readonly string[]>();
  // Clusters in the same domains have the same routes, so what was found for one pair serves all of their kind.
  private readonly found = new Map<string, Route | undefined>();

  constructor(model: FleetModel) {
    for (const domain of [...model.domains].sort((a, b) => compareText(a.name, b.name))) {
      this.members.set(domain.name, domain.clusters);
      for (const cluster of domain.clusters) {
        const own = this.domainsOf.get(cluster) ?? [];
        own.push(domain.name);
        this.domainsOf.set(cluster, own);
      }
    }
  }

  /** The sets of clusters that some cluster routes to, itself among them, each once. Two clusters need distinct addresses when a set holds both. */
  public reaches(): readonly ReadonlySet<string>[] {
    const kinds = new Map([...this.domainsOf.values()].map(domains => [JSON.stringify(domains), domains]));
    const reaches = [...kinds.values()].map(domains => [...new Set(domains.flatMap(domain => this.members.get(domain)!))].sort());
    return [...new Map(reaches.map(reach => [JSON.stringify(reach), new Set(reach)])).values()];
  }

  /** The route that makes an overlap of two clusters wrong: a domain of both, else the first cluster by name that is in a domain of each. */
  public between(a: string, b: string): Route | undefined {
    const ofA = this.domainsOf.get(a) ?? [];
    const ofB = this.domainsOf.get(b) ?? [];
    const shared = ofA.find(domain => ofB.includes(domain));
    if (shared !== undefined) {
      return { router: a, domains: [shared] };
    }
    const key = JSON.stringify([ofA, ofB]);
    if (!this.found.has(key)) {
      this.found.set(key, this.through(ofA, ofB));
    }
    return this.found.get(key);
  }

  private through(ofA: readonly string[], ofB: readonly string[]): Route | undefined {
    const candidates = new Set(ofA.flatMap(domain => this.members.get(domain)!));
    const [router] = [...candidates].filter(cluster => this.domainsOf.get(cluster)!.some(domain => ofB.includes(domain))).sort();
    if (router === undefined) {
      return undefined;
    }
    const own = this.domainsOf.get(router)!;
    return { router, domains: [own.find(domain => ofA.includes(domain))!, own.find(domain => ofB.includes(domain))!] };
  }
}
