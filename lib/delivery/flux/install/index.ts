export { FluxController } from './controllers';
export { FluxControllerOptions, fluxInstallation, FluxInstallationOptions } from './flux-installation';
