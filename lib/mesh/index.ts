export * from './drivers';
export { FleetMesh, FleetMeshMember, FleetMeshProps } from './fleet-mesh';
