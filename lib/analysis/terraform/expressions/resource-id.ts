/** What is made, or read, has an id: that is never null. */
export const isResourceId = (expression: string): boolean => RESOURCE_ID.test(expression);

const RESOURCE_ID =
  /^([^.:"]+:)?(module\.[\w-]+(\[("[^"]*"|\d+)\])?\.)*(data\.)?(azurerm|azapi)_\w+\.[\w-]+(\[("[^"]*"|\d+)\])?\.id$/;
