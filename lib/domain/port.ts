/** Whether a number is a port of TCP or UDP at which something can listen. */
export const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65_535;
