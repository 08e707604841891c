# Install rules. Each lilac_target is a component with an export file of its own, so that
# `find_package(lilac COMPONENTS support)` looks for nothing that only another component needs.
# What a component needs is read off its link libraries; nothing is listed twice.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(lilac_config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/lilac)

# Sets `out` to the find_dependency arguments by which a consumer finds what is linked as `library`.
function(lilac_package_of library out)
  if(library MATCHES "^Boost::headers$")
    set(package "Boost 1.81 CONFIG")
  elseif(library MATCHES "^Boost::(.*)$")
    set(package "Boost 1.81 CONFIG COMPONENTS ${CMAKE_MATCH_1}")
  elseif(library MATCHES "^SQLite::")
    set(package "SQLite3")
  elseif(library MATCHES "^([A-Za-z0-9_]+)(::.*)?$")
    set(package "${CMAKE_MATCH_1}")
  else()
    message(FATAL_ERROR "install.cmake: no rule says how a consumer of lilac finds '${library}'")
  endif()
  set(${out} "${package}" PARENT_SCOPE)
endfunction()

get_property(components GLOBAL PROPERTY LILAC_COMPONENTS)
set(lilac_needs "")
foreach(component IN LISTS components)
  set(needed_components "")
  set(needed_packages "")
  get_target_property(libraries lilac_${component} INTERFACE_LINK_LIBRARIES)
  foreach(library IN LISTS libraries)
    string(REGEX REPLACE "^\\$<LINK_ONLY:(.*)>$" "\\1" library "${library}")
    if(library MATCHES "^lilac(::|_)(.*)$")
      list(APPEND needed_components ${CMAKE_MATCH_2})
    elseif(library)
      lilac_package_of(${library} package)
      list(APPEND needed_packages "${package}")
    endif()
  endforeach()
  list(REMOVE_DUPLICATES needed_packages)
  string(APPEND lilac_needs "set(lilac_${component}_components \"${needed_components}\")\n"
                            "set(lilac_${component}_packages \"${needed_packages}\")\n")

  install(TARGETS lilac_${component} EXPORT lilac-${component})
  install(EXPORT lilac-${component} NAMESPACE lilac:: DESTINATION ${lilac_config_folder})
endforeach()

configure_package_config_file(src/cmake/lilacConfig.cmake.in lilacConfig.cmake INSTALL_DESTINATION ${lilac_config_folder})
write_basic_package_version_file(lilacConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/lilacConfig.cmake ${PROJECT_BINARY_DIR}/lilacConfigVersion.cmake
        DESTINATION ${lilac_config_folder})
install(DIRECTORY include/lilac DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp" PATTERN "*.h")
if(TARGET lilac_c)
  install(DIRECTORY capi/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
  # The prefix may be chosen as late as `cmake --install --prefix`: the file finds it from where it lies.
  string(REGEX REPLACE "[^/]+" ".." up "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
  set(lilac_prefix "\${pcfiledir}/${up}")
  configure_file(src/cmake/lilac.pc.in ${PROJECT_BINARY_DIR}/lilac.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/lilac.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endif()
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
if(TARGET lilac)
  install(TARGETS lilac)
endif()
