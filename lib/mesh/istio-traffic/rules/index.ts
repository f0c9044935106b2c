import { istioDestinationRuleTwice } from './istio-destination-rule-twice';
import { istioHostConflict } from './istio-host-conflict';
import { istioLocality } from './istio-locality';
import { istioMeshMember } from './istio-mesh-member';
import { istioOutlierDetection } from './istio-outlier-detection';
import { istioPrincipalNamespace } from './istio-principal-namespace';
import { istioRegionUnknown } from './istio-region-unknown';
import { istioSubsetMissing } from './istio-subset-missing';
import { istioWaypointMissing } from './istio-waypoint-missing';
import { IstioTrafficRule } from './rule';

export { IstioTrafficRule } from './rule';

/** The rules about the traffic of Istio, by code. */
export const ISTIO_TRAFFIC_RULES: readonly IstioTrafficRule[] = [
  istioDestinationRuleTwice,
  istioHostConflict,
  istioLocality,
  istioMeshMember,
  istioOutlierDetection,
  istioPrincipalNamespace,
  istioRegionUnknown,
  istioSubsetMissing,
  istioWaypointMissing,
];
