import type { ProviderComponent } from '../component';
import type { ClusterModel, ComponentModel, FleetModel } from '../model';

/** A provider of Cluster API on a hub that the program knows something of. */
export interface SettledProvider {
  readonly cluster: ClusterModel;
  readonly provider: ProviderComponent;
  readonly settled: ComponentModel;
}

/** The components of clusters that the program installs or says that others have: of the rest it knows no release. */
export function knownComponents(model: FleetModel): readonly { readonly cluster: ClusterModel; readonly settled: ComponentModel }[] {
  return model.clusters.flatMap(cluster => cluster.components.filter(({ origin }) => origin !== 'assumed').map(settled => ({ cluster, settled })));
}

/** The providers of Cluster API among them. */
export function knownProviders(model: FleetModel): readonly SettledProvider[] {
  return knownComponents(model).flatMap(({ cluster, settled }) => (settled.component.type === 'provider' ? [{ cluster, provider: settled.component, settled }] : []));
}

/** How messages call a release of a component: `cluster-api v1.14.0`. */
export function nameRelease({ component, version }: ComponentModel): string {
  return `${component.name} ${version}`;
}

/** Where people say which release of a component it is. */
export function whereToSay({ component, origin }: ComponentModel): string {
  return origin === 'provided' ? `providedByOthers['${component.name}']` : `providers['${component.name}'].version`;
}
