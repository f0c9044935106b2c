import { ExternalSecrets, ExternalSecretsProps } from './external-secrets';
import { ISecrets, SecretsMadeBeforehand } from '../../fleet';

/** How the Secrets of a fleet come to be: for the prop `secrets` of a `Fleet`. No way of them puts a value into the output. */
export class Secrets {
  /**
   * The External Secrets Operator (v2) makes them, from other Secrets of the same cluster and from a secret store outside. It must run in every
   * cluster that a Secret is needed in: for the registration of members with Argo CD, on the hub.
   */
  public static externalSecrets(props: ExternalSecretsProps = {}): ISecrets {
    return new ExternalSecrets(props);
  }

  /**
   * As `externalSecrets`, with the secret store that values from outside are read from.
   *
   * @param name name of a ClusterSecretStore that exists in the clusters: `vault`
   */
  public static clusterStore(name: string, options: Pick<ExternalSecretsProps, 'storeRegions'> = {}): ISecrets {
    return new ExternalSecrets({ ...options, clusterStore: name });
  }

  /** People make them before they are needed, from the inventory that the synth writes. No operator is needed. */
  public static madeBeforehand(): ISecrets {
    return new SecretsMadeBeforehand();
  }

  private constructor() {}
}
