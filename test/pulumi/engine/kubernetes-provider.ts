import { Inputs, ProviderResource } from '@pulumi/pulumi';

/** What `new kubernetes.Provider` makes, without the package that it comes from. */
export class KubernetesProvider extends ProviderResource {
  constructor(name: string, inputs: Inputs) {
    super('kubernetes', name, inputs);
  }
}
