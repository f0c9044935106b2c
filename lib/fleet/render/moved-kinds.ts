import { groupOf } from '../names';

/** A kind that many manifests have in a group where no API server knows it. */
export interface MovedKind {
  /** What is wrong with that group. */
  readonly why: string;
  /** The API version to write instead. @default - none has the kind any more */
  readonly apiVersion?: string;
  /** What to write instead of an object of a kind that is no more. @default - the same in `apiVersion` */
  readonly instead?: string;
}

/** What implementations of the multi-cluster services API serve; v1beta1 comes with mcs-api v0.5.0, and few have that. */
const SERVED = 'multicluster.x-k8s.io/v1alpha1';

/** By group and kind, whatever the version. Of other kinds in a group that is wrong for all nothing is said: nobody knows what they stand for. */
const MOVED: Readonly<Record<string, MovedKind>> = {
  // submariner-operator v0.19.0-rc3 pkg/embeddedyamls/yamls.go: all kinds of that group, and the two of multicluster.x-k8s.io.
  ...inGroup('submariner.io', 'Submariner has none in that group'),
  // Deprecated in Submariner 0.8, and deleted by the operator of 0.9: submariner-io/submariner-operator#1037, #1036.
  ...inGroup('lighthouse.submariner.io', 'Submariner 0.9 has removed that group'),
  // Texts about KEP-1645 have it in their examples; mcs-api v0.1.0 to v0.5.0 config/crd has multicluster.x-k8s.io.
  ...inGroup('multicluster.k8s.io', 'no release of the multi-cluster services API has that group'),
  // istio 1.23.6 operator/ has the controller, 1.24.0 has not: the kind is a file for istioctl alone.
  'install.istio.io/IstioOperator': {
    why: 'Istio 1.24 has removed the operator that read it in a cluster',
    instead: 'a FleetMesh with Istio.multiPrimary(...), or the Helm charts base, istiod, cni, ztunnel and gateway, which take the same values',
  },
};

/** What to write for a kind in a group where it is no more, or never was; undefined when the group is not known to be wrong. */
export function movedKind(apiVersion: string, kind: string): MovedKind | undefined {
  const key = `${groupOf(apiVersion)}/${kind}`;
  return Object.hasOwn(MOVED, key) ? MOVED[key] : undefined;
}

function inGroup(group: string, why: string): Readonly<Record<string, MovedKind>> {
  return Object.fromEntries(['ServiceExport', 'ServiceImport'].map(kind => [`${group}/${kind}`, { why, apiVersion: SERVED }]));
}
