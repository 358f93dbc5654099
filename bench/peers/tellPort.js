/** Says where the server listens. */
export const tellPort = (port) => console.log(`listening on ${port}`);
