import { Construct } from 'constructs';
import { claimMember, memberFact } from './cilium-cluster-mesh/claims';
import { checkDistinct, joinMember } from './cilium-cluster-mesh/joined-member';
import { meshesOf } from './cilium-cluster-mesh/meshes-of';
import { makePeers } from './cilium-cluster-mesh/peers';
import type { CiliumClusterMeshMember, CiliumClusterMeshProps } from './cilium-cluster-mesh/props';
import { checkCiliumMesh } from './cilium-cluster-mesh/rules';
import { objectsOfMembers } from './cilium-cluster-mesh/rules/objects-of-members';
import { provideSecrets } from './cilium-cluster-mesh/secrets';
import { multiClusterServices } from './cilium-cluster-mesh/services';
import { CiliumSettings, settingsOf } from './cilium-cluster-mesh/settings';
import type { AddressSpace, IMesh, MeshContext } from '../../fleet';
import { fixedFact } from '../../fleet/lock-facts';

/** Cilium Cluster Mesh 1.19 and 1.20: clusters whose network plug-in is Cilium become one network of pods, services and policies. */
export class CiliumClusterMesh {
  /**
   * Every member knows each other one. The release of Cilium that members have gets the values for it, and what a member knows of the others is in
   * objects of their own: what `cilium clustermesh enable` and `connect` would do, without either.
   *
   * @throws for options that show their fault alone
   */
  public static fullMesh(props: CiliumClusterMeshProps): IMesh<CiliumClusterMeshMember> {
    return new FullMesh(settingsOf(props));
  }

  private constructor() {}
}

class FullMesh implements IMesh<CiliumClusterMeshMember> {
  public readonly name = 'Cilium Cluster Mesh';
  /** Pods reach pods, and nodes nodes; addresses of Services stay in their cluster (cilium v1.20 `Documentation/network/clustermesh/setup.rst`). */
  public readonly disjoint: readonly AddressSpace[] = ['pods', 'nodes'];

  constructor(private readonly settings: CiliumSettings) {}

  public bind(mesh: MeshContext<CiliumClusterMeshMember>) {
    const { fleet, construct, path } = mesh;
    const { settings } = this;
    const members = mesh.members.map(member => joinMember(mesh, member, settings));
    checkDistinct(path, members);
    const prefix = `${fleet.node.id}/${path.slice(fleet.node.path.length + 1)}`;
    for (const member of members) {
      claimMember(fleet, path, settings, member);
      const scope = new Construct(fleet.scopeOn(member.cluster, construct), 'member');
      makePeers(scope, settings, member, members);
      provideSecrets(scope, { fleet, construct, settings, prefix }, member);
    }
    const meshes = meshesOf(fleet);
    meshes.push({ path, members });
    const fact = fixedFact(memberFact(fleet, path));
    fleet.addCheck(model => checkCiliumMesh(model, { path, settings, members, meshes, fact, objects: objectsOfMembers(fleet, members) }));
    return { services: multiClusterServices(path, members, settings) };
  }
}
