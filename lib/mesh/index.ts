export * from './cilium-policies';
export * from './drivers';
export * from './globalnet';
export * from './istio-traffic';
export { FleetMesh, FleetMeshMember, FleetMeshProps } from './fleet-mesh';
export { IIstioMesh, offerIstioMesh } from './istio-mesh';
