/* While work is going on the page opens itself again. */
"use strict";
if (document.querySelector("[data-busy]")) setTimeout(() => location.reload(), 2000);
