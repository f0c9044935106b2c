import { argoCdSource, ArgoCdSource } from './argo-source';
import { nameOn } from './names';
import { valuesText } from './source-on-cluster';
import type { Target } from './targets';

/** An Application that an `ApplicationSetFleet` will make. */
export interface ApplicationPreview {
  /** Name of the Application. */
  readonly name: string;
  /** Name of the cluster. */
  readonly cluster: string;
  /** Where it goes, as Argo CD knows the cluster: by `name` or by `server`. */
  readonly destination: { readonly name?: string; readonly server?: string; readonly namespace: string };
  /** Where its manifests come from; Helm values are YAML. */
  readonly sources: readonly ArgoCdSource[];
  /** The wave in which it is updated. @default - none: all at once */
  readonly wave?: string;
}

export function previewOf(application: string, target: Target, destination: ApplicationPreview['destination']): ApplicationPreview {
  return {
    name: nameOn(target.cluster.name, application),
    cluster: target.cluster.name,
    destination,
    sources: target.sources.map(source => argoCdSource(source, valuesText(source))),
    wave: target.wave,
  };
}
