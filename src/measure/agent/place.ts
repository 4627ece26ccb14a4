/** Variable that tells the agent its folder. */
export const FOLDER_VARIABLE = 'JAUGE_AGENT';
/** In that folder: the routes of the project, and the socket. */
export const ROUTES_FILE = 'routes.json';
export const SOCKET_FILE = 'socket';
