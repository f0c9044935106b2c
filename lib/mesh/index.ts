export * from './drivers';
export * from './globalnet';
export { FleetMesh, FleetMeshMember, FleetMeshProps } from './fleet-mesh';
