import {
  FleetProps, ICluster, IMesh, Istio, IstioAmbientProps, IstioMember, IstioMultiPrimaryProps, IstioPrimaryRemoteProps, Secrets,
} from '../../../../lib';
import { recording } from '../../../fleet/deliveries';
import { MeshProgram, program } from '../../samples';

/** What every mesh here has. */
export const BASICS = { meshId: 'mesh1', apiServer: ({ name }: ICluster) => `https://${name}.example.com:6443` } as const;

/** Charts are installed by a delivery; this one writes nothing for it, so that only what the mesh makes is seen. */
export const FLEET: Partial<FleetProps> = { delivery: recording() };

/** The same with a secret store. */
export const WITH_STORE: Partial<FleetProps> = { ...FLEET, secrets: Secrets.clusterStore('vault') };

/** Control planes in every member, with some options. */
export function multiPrimary(props: Partial<IstioMultiPrimaryProps> = {}): IMesh<IstioMember> {
  return Istio.multiPrimary({ ...BASICS, ...props });
}

/** Ambient, with some options. */
export function ambient(props: Partial<IstioAmbientProps> = {}): IMesh<IstioMember> {
  return Istio.ambient({ ...BASICS, ...props });
}

/** A primary, `east`, and remotes: the cluster is known when the mesh is made. */
export function primaryRemote(primary: ICluster, props: Partial<IstioPrimaryRemoteProps> = {}): IMesh<IstioMember> {
  return Istio.primaryRemote({ ...BASICS, primary, primaryAddress: '203.0.113.10', ...props });
}

/** A fleet whose members, `east` and `west` unless others are named, are joined by a mesh. */
export function joined(mesh: IMesh<IstioMember> = multiPrimary(), more: Partial<MeshProgram> = {}) {
  return program({ mesh, each: {}, ...more, fleet: { ...WITH_STORE, ...more.fleet } });
}
