/**
 * The addresses at which Microsoft activates Windows, by TCP 1688, in the public cloud.
 * @see https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/custom-routes-enable-kms-activation
 */
export const ACTIVATION_ADDRESSES: readonly string[] = ["20.118.99.224", "23.102.135.246", "40.83.235.53"];

/** Their port. */
export const ACTIVATION_PORT = 1688;
