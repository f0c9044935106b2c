import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { shardLabels } from './make-sources';
import { placeValues, ReleaseRequest, releaseSpec } from './releases';
import { HelmRelease, HelmReleaseSpec } from '../../../imports/flux-helm';
import { pruneProtection } from '../../fleet';

/** A HelmRelease, with the ConfigMap for its values where it needs one. */
export interface ReleaseObject extends ReleaseRequest {
  /** Id of the construct. */
  readonly id: string;
  /** Name of the HelmRelease. */
  readonly objectName: string;
  /** @default - those of the chart */
  readonly values?: Readonly<Record<string, unknown>>;
  /** @default - none */
  readonly shard?: string;
  /** Further fields, on top of the usual ones. @default - none */
  readonly more?: Partial<HelmReleaseSpec>;
}

/** Makes a HelmRelease that stays when it leaves the output, whatever delivers that: deleting it would uninstall its chart. */
export function makeRelease(scope: Construct, release: ReleaseObject): void {
  const { namespace } = release.remote;
  const { spec, configMap } = placeValues(release.objectName, release.values);
  if (configMap) {
    new ApiObject(scope, `${release.id}-values`, {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: configMap.name, namespace }, data: configMap.data,
    });
  }
  new HelmRelease(scope, release.id, {
    metadata: { name: release.objectName, namespace, labels: shardLabels(release.shard), annotations: pruneProtection() },
    spec: { ...releaseSpec(release), ...spec, ...release.more },
  });
}
