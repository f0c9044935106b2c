import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { FluxFleetObject, intervalOf, kustomizationFor, releaseFor } from './objects';
import type { FluxFleetProps } from './props';
import { KIND_OF, sourceSpec } from './source';
import { Kustomization } from '../../../imports/flux-kustomize';
import { Bucket, GitRepository, HelmRepository, OCIRepository } from '../../../imports/flux-source';
import { makeRelease } from '../../delivery/flux/make-release';
import { shardLabels } from '../../delivery/flux/make-sources';
import type { FluxRegistry } from '../../delivery/flux/registry';
import { Fleet, FleetModel } from '../../fleet';

const SOURCES = { GitRepository, OCIRepository, HelmRepository, Bucket } as const;

/** Makes the objects of a `FluxFleet`, where its Flux finds them. */
export function makeFluxObjects(
  construct: Construct, name: string, props: FluxFleetProps, registry: FluxRegistry, objectsIn: (model: FleetModel) => readonly FluxFleetObject[],
): void {
  const fleet = Fleet.of(construct);
  fleet.makeLateAnywhere('flux', (under, model) => {
    for (const object of objectsIn(model)) {
      makeObject(under(fleet.scopeOn(registry.fluxOf(object.cluster), construct)), object, name, props);
    }
  });
}

function makeObject(scope: Construct, object: FluxFleetObject, name: string, props: FluxFleetProps): void {
  const { namespace } = object.remote;
  const kind = KIND_OF[props.source.type];
  const id = `source ${namespace} ${object.source}`;
  if (!scope.node.tryFindChild(id)) {
    const metadata = { name: object.source, namespace, labels: shardLabels(object.shard) };
    new (SOURCES[kind] as new (...args: ConstructorParameters<typeof ApiObject>) => ApiObject)(scope, id, {
      ...SOURCES[kind].GVK, metadata, spec: sourceSpec(props.source, intervalOf(props), props.helmRelease !== undefined),
    });
  }
  if (props.kustomization) {
    new Kustomization(scope, object.name, {
      metadata: { name: object.name, namespace, labels: shardLabels(object.shard) }, spec: kustomizationFor(object, props, props.kustomization),
    });
  } else {
    makeRelease(scope, releaseFor(object, name, props, props.helmRelease!));
  }
}
