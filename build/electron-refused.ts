/**
 * What `electron` is inside vitest. The real package would start a download of the program as soon as it is imported; tests of the shell
 * take its types only, and the end-to-end tests start the app as a process of its own.
 */
throw new Error('A test imported the "electron" package at run time. Import its types only, and hand in what the code needs from it.');
