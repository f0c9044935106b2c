import type { ComponentModel, FleetModel } from '../../fleet';

/** What brings objects of a repository to the hub. */
export interface HubDelivery {
  /** As people call it: `Argo CD`. */
  readonly title: string;
  /** Where it runs; where others install it, what its project proposes. */
  readonly namespace: string;
  /** Whether others install it. */
  readonly byOthers: boolean;
}

/** Software of a hub, as far as the runbook names it. */
export interface HubSoftware {
  /** What must not run before everything is back. */
  readonly deliveries: readonly HubDelivery[];
  /** Names of what others install on the hub, in the order in which it is needed; without what delivers. */
  readonly byOthers: readonly string[];
  /** In whose name the delivery of the fleet writes fields. @default - nobody reads folders */
  readonly fieldManager?: string;
}

const DELIVERIES: Readonly<Record<string, { readonly title: string; readonly namespace: string; readonly manager: string }>> = {
  'argo-cd': { title: 'Argo CD', namespace: 'argocd', manager: 'argocd-controller' },
  'flux': { title: 'Flux', namespace: 'flux-system', manager: 'kustomize-controller' },
};
const CERTIFICATES = 'cert-manager';
/** Others come after these, by name. */
const ORDER = [CERTIFICATES, 'external-secrets', 'cluster-api-operator', 'cluster-api'];

/** The software of the hub of a settled fleet. */
export function softwareOf({ clusters, delivery }: FleetModel, hub: string): HubSoftware {
  const components = clusters.find(({ name }) => name === hub)!.components;
  const known = components.flatMap(component => {
    const found = DELIVERIES[component.component.name];
    return found === undefined ? [] : [{ ...found, namespace: component.component.namespace ?? found.namespace, byOthers: isForeign(component) }];
  });
  return {
    deliveries: known.map(({ title, namespace, byOthers }) => ({ title, namespace, byOthers })),
    byOthers: foreign(components),
    fieldManager: delivery?.readsFolders ? known.find(({ title }) => delivery.name.includes(title))?.manager : undefined,
  };
}

/** Releases of providers have webhooks with certificates of cert-manager, whether or not the program says so. */
function foreign(components: readonly ComponentModel[]): readonly string[] {
  const others = components.filter(component => isForeign(component) && !(component.component.name in DELIVERIES));
  const needsCertificates = others.some(({ component }) => component.type === 'provider') && !components.some(({ component }) => component.name === CERTIFICATES);
  const names = [...others.map(({ component }) => component.name), ...(needsCertificates ? [CERTIFICATES] : [])];
  const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function isForeign({ origin }: ComponentModel): boolean {
  return origin !== 'installed';
}
